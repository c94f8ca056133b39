#ifndef CLIBCURL_SHIM_H
#define CLIBCURL_SHIM_H

#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>

/* The library brings some thirty others with it, and most runs send nothing: so it is not linked, but
   loaded when a request is first sent. Options are set through a variadic function, which Swift cannot
   call; each type of option has a function of its own here. */
typedef struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
  const char *(*version)(void);
} clibcurl;

/* 0 where the library or a function of it is missing. */
static inline int clibcurl_load(clibcurl *out) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) return 0;
  *(void **)&out->global_init = dlsym(library, "curl_global_init");
  *(void **)&out->easy_init = dlsym(library, "curl_easy_init");
  *(void **)&out->easy_cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&out->easy_setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&out->easy_perform = dlsym(library, "curl_easy_perform");
  *(void **)&out->easy_getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&out->easy_strerror = dlsym(library, "curl_easy_strerror");
  *(void **)&out->slist_append = dlsym(library, "curl_slist_append");
  *(void **)&out->slist_free_all = dlsym(library, "curl_slist_free_all");
  *(void **)&out->version = dlsym(library, "curl_version");
  return out->global_init && out->easy_init && out->easy_cleanup && out->easy_setopt &&
         out->easy_perform && out->easy_getinfo && out->easy_strerror && out->slist_append &&
         out->slist_free_all && out->version && out->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

typedef size_t (*clibcurl_write)(char *, size_t, size_t, void *);

static inline CURLcode clibcurl_set_long(const clibcurl *curl, CURL *easy, CURLoption option, long value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode clibcurl_set_text(const clibcurl *curl, CURL *easy, CURLoption option, const char *value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode clibcurl_set_list(const clibcurl *curl, CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode clibcurl_set_body(const clibcurl *curl, CURL *easy, const void *bytes, long size) {
  curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE, size);
  return curl->easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode clibcurl_set_write(const clibcurl *curl, CURL *easy, clibcurl_write write, void *context) {
  curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, write);
  return curl->easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

static inline long clibcurl_status(const clibcurl *curl, CURL *easy) {
  long status = 0;
  curl->easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

#endif
