#ifndef CLIBMARIADB_SHIM_H
#define CLIBMARIADB_SHIM_H

#include <dlfcn.h>
#include <stddef.h>

/* The client library of MariaDB, or MySQL's, which has the same functions. Like libpq it is loaded
   when it is first needed. What is used here has kept its form since MySQL 4.1
   (https://mariadb.com/kb/en/mariadb-connector-c-api-functions/, checked 2026-11-29), so that it is
   declared here and nothing has to be installed to build. */
typedef struct clibmariadb_connection clibmariadb_connection;
typedef struct clibmariadb_result clibmariadb_result;

typedef struct {
  clibmariadb_connection *(*init)(clibmariadb_connection *);
  int (*options)(clibmariadb_connection *, int, const void *);
  clibmariadb_connection *(*connect)(clibmariadb_connection *, const char *, const char *,
                                     const char *, const char *, unsigned int, const char *,
                                     unsigned long);
  int (*query)(clibmariadb_connection *, const char *, unsigned long);
  clibmariadb_result *(*store)(clibmariadb_connection *);
  unsigned int (*columns)(clibmariadb_result *);
  char **(*row)(clibmariadb_result *);
  unsigned long *(*lengths)(clibmariadb_result *);
  void (*clear)(clibmariadb_result *);
  const char *(*error)(clibmariadb_connection *);
  unsigned int (*code)(clibmariadb_connection *);
  const char *(*server)(clibmariadb_connection *);
  void (*close)(clibmariadb_connection *);
} clibmariadb;

/* MYSQL_SET_CHARSET_NAME. */
enum { clibmariadb_charset = 7 };

/* 0 where the library or a function of it is missing. */
static inline int clibmariadb_load(clibmariadb *out) {
  static const char *const names[] = {"libmariadb.so.3", "libmariadb.so", "libmysqlclient.so.24",
                                      "libmysqlclient.so.21", "libmysqlclient.so"};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) return 0;
  *(void **)&out->init = dlsym(library, "mysql_init");
  *(void **)&out->options = dlsym(library, "mysql_options");
  *(void **)&out->connect = dlsym(library, "mysql_real_connect");
  *(void **)&out->query = dlsym(library, "mysql_real_query");
  *(void **)&out->store = dlsym(library, "mysql_store_result");
  *(void **)&out->columns = dlsym(library, "mysql_num_fields");
  *(void **)&out->row = dlsym(library, "mysql_fetch_row");
  *(void **)&out->lengths = dlsym(library, "mysql_fetch_lengths");
  *(void **)&out->clear = dlsym(library, "mysql_free_result");
  *(void **)&out->error = dlsym(library, "mysql_error");
  *(void **)&out->code = dlsym(library, "mysql_errno");
  *(void **)&out->server = dlsym(library, "mysql_get_server_info");
  *(void **)&out->close = dlsym(library, "mysql_close");
  return out->init && out->options && out->connect && out->query && out->store && out->columns &&
         out->row && out->lengths && out->clear && out->error && out->code && out->server && out->close;
}

#endif
