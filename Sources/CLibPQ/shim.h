#ifndef CLIBPQ_SHIM_H
#define CLIBPQ_SHIM_H

#include <dlfcn.h>
#include <stddef.h>

/* PostgreSQL's client library. Like libcurl it is loaded when it is first needed. The few functions used
   here have kept their form since PostgreSQL 8 (https://www.postgresql.org/docs/current/libpq.html,
   checked 2026-11-29), so that they are declared here and nothing has to be installed to build. */
typedef struct clibpq_connection clibpq_connection;
typedef struct clibpq_result clibpq_result;

typedef struct {
  clibpq_connection *(*connect)(const char *const *, const char *const *, int);
  void (*finish)(clibpq_connection *);
  int (*status)(const clibpq_connection *);
  char *(*error)(const clibpq_connection *);
  int (*server_version)(const clibpq_connection *);
  const char *(*parameter)(const clibpq_connection *, const char *);
  void (*notices)(clibpq_connection *, void (*)(void *, const char *), void *);
  clibpq_result *(*execute)(clibpq_connection *, const char *);
  clibpq_result *(*execute_with)(clibpq_connection *, const char *, int, const unsigned int *,
                                 const char *const *, const int *, const int *, int);
  clibpq_result *(*prepare)(clibpq_connection *, const char *, const char *, int,
                            const unsigned int *);
  clibpq_result *(*execute_prepared)(clibpq_connection *, const char *, int, const char *const *,
                                     const int *, const int *, int);
  int (*result_status)(const clibpq_result *);
  char *(*result_field)(const clibpq_result *, int);
  int (*rows)(const clibpq_result *);
  int (*columns)(const clibpq_result *);
  int (*is_null)(const clibpq_result *, int, int);
  int (*length)(const clibpq_result *, int, int);
  char *(*value)(const clibpq_result *, int, int);
  void (*clear)(clibpq_result *);
} clibpq;

/* CONNECTION_OK; PGRES_COMMAND_OK and PGRES_TUPLES_OK. */
enum { clibpq_connected = 0, clibpq_done = 1, clibpq_answered = 2 };
/* PG_DIAG_SQLSTATE, PG_DIAG_MESSAGE_PRIMARY, PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT,
   PG_DIAG_STATEMENT_POSITION. */
enum { clibpq_state = 'C', clibpq_message = 'M', clibpq_detail = 'D', clibpq_hint = 'H',
       clibpq_position = 'P' };

/* 0 where the library or a function of it is missing. */
static inline int clibpq_load(clibpq *out) {
  static const char *const names[] = {"libpq.so.5", "libpq.so"};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) return 0;
  *(void **)&out->connect = dlsym(library, "PQconnectdbParams");
  *(void **)&out->finish = dlsym(library, "PQfinish");
  *(void **)&out->status = dlsym(library, "PQstatus");
  *(void **)&out->error = dlsym(library, "PQerrorMessage");
  *(void **)&out->server_version = dlsym(library, "PQserverVersion");
  *(void **)&out->parameter = dlsym(library, "PQparameterStatus");
  *(void **)&out->notices = dlsym(library, "PQsetNoticeProcessor");
  *(void **)&out->execute = dlsym(library, "PQexec");
  *(void **)&out->execute_with = dlsym(library, "PQexecParams");
  *(void **)&out->prepare = dlsym(library, "PQprepare");
  *(void **)&out->execute_prepared = dlsym(library, "PQexecPrepared");
  *(void **)&out->result_status = dlsym(library, "PQresultStatus");
  *(void **)&out->result_field = dlsym(library, "PQresultErrorField");
  *(void **)&out->rows = dlsym(library, "PQntuples");
  *(void **)&out->columns = dlsym(library, "PQnfields");
  *(void **)&out->is_null = dlsym(library, "PQgetisnull");
  *(void **)&out->length = dlsym(library, "PQgetlength");
  *(void **)&out->value = dlsym(library, "PQgetvalue");
  *(void **)&out->clear = dlsym(library, "PQclear");
  return out->connect && out->finish && out->status && out->error && out->server_version &&
         out->parameter && out->notices && out->execute && out->execute_with && out->prepare &&
         out->execute_prepared && out->result_status && out->result_field && out->rows && out->columns && out->is_null && out->length &&
         out->value && out->clear;
}

static inline void clibpq_ignore(void *context, const char *message) {
  (void)context;
  (void)message;
}

/* Notices would go to standard error. */
static inline void clibpq_silence(const clibpq *pq, clibpq_connection *connection) {
  pq->notices(connection, clibpq_ignore, NULL);
}

#endif
