#ifndef CSCRATCH_SHIM_H
#define CSCRATCH_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A watcher: a process that runs a server in a directory for as long as somebody holds the other end of
   a pipe, and then stops the server and removes the directory. However its owner ends, kill -9 included,
   the kernel closes the pipe. It is forked and not started, since there is no program of its own to
   find; between fork and exec only what is safe after a fork of many threads is called, and no memory
   is allocated. Swift cannot fork, hence C. */
typedef struct {
  /* Made first and removed at the end; the server's working directory. */
  const char *directory;
  /* Where the programs write what they have to say. */
  const char *log;
  /* Each an array that ends with NULL, its first word an absolute path. */
  char *const *initialise;
  char *const *serve;
  char *const *remove;
  char *const *environment;
  /* The signal that asks the server to end. */
  int ending;
  /* How often it is started again after it ended by itself. */
  int restarts;
  /* Seconds after which it is ended whatever its owner does; 0 for none. */
  int lifetime;
  /* Whom the server runs as; only where `drops` is not 0. */
  int drops;
  uid_t user;
  gid_t group;
  /* A file in the directory that is locked for as long as the watcher lives. */
  const char *lock;
} cscratch_plan;

/* What the watcher says through its pipe. */
enum {
  cscratch_serving = 'S',
  cscratch_not_initialised = 'I',
  cscratch_server_ended = 'E',
};

/* The last words of a child that could not become a program; they end in the log. */
static inline void cscratch_fail(const char *words) {
  if (write(2, words, strlen(words)) < 0) _exit(127);
  _exit(126);
}

static inline pid_t cscratch_run(const cscratch_plan *plan, char *const *words, int drops) {
  pid_t watcher = getpid();
  pid_t child = fork();
  if (child != 0) {
    /* Said on both sides: whoever comes second changes nothing. */
    if (child > 0) setpgid(child, child);
    return child;
  }
  setpgid(0, 0);
  int null = open("/dev/null", O_RDONLY);
  int log = open(plan->log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (null >= 0) dup2(null, 0);
  dup2(log >= 0 ? log : open("/dev/null", O_WRONLY), 1);
  dup2(1, 2);
  if (null > 2) close(null);
  if (drops && (setgroups(0, NULL) != 0 || setgid(plan->group) != 0 || setuid(plan->user) != 0)) {
    cscratch_fail("the user of the server could not be changed to\n");
  }
  /* After the change of user, which would clear it. */
  if (words != plan->remove) prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != watcher) _exit(126);
  umask(077);
  if (chdir(words == plan->remove ? "/" : plan->directory) != 0) {
    cscratch_fail("the directory of the server could not be entered\n");
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(words[0], words, plan->environment);
  cscratch_fail("the program could not be started\n");
  return -1;
}

static inline long cscratch_seconds(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

/* Whether the owner is gone or wants an end; waits for that up to so many milliseconds. */
static inline int cscratch_is_over(int control, int milliseconds) {
  struct pollfd wanted = {control, POLLIN, 0};
  return poll(&wanted, 1, milliseconds) > 0;
}

static inline void cscratch_say(int status, char word) {
  /* Nobody may be listening any more. */
  if (write(status, &word, 1) < 0) return;
}

/* Ends the making of a cluster, with the programs that it runs. */
static inline void cscratch_stop_making(pid_t child) {
  int ended = 0;
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  waitpid(child, &ended, 0);
}

/* Ends a server: as it wants to be asked, after five seconds as the kernel does. */
static inline void cscratch_end(const cscratch_plan *plan, pid_t child) {
  int ended = 0;
  kill(child, plan->ending);
  for (int tries = 0; tries < 500; tries++) {
    if (waitpid(child, &ended, WNOHANG) == child) return;
    poll(NULL, 0, 10);
  }
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  waitpid(child, &ended, 0);
}

/* Makes the cluster and runs the server until its owner is gone or wants an end. */
static inline void cscratch_serve(const cscratch_plan *plan, int control, int status) {
  int ended = 0;
  int is_over = 0;
  pid_t child = cscratch_run(plan, plan->initialise, plan->drops);
  if (child > 0) {
    pid_t found = 0;
    while (!is_over && (found = waitpid(child, &ended, WNOHANG)) == 0) {
      is_over = cscratch_is_over(control, 5);
    }
    if (is_over) {
      cscratch_stop_making(child);
    } else if (found == child && WIFEXITED(ended) && WEXITSTATUS(ended) == 0) {
      long begun = cscratch_seconds();
      for (int starts = 0; !is_over && starts <= plan->restarts; starts++) {
        child = cscratch_run(plan, plan->serve, plan->drops);
        if (child <= 0) break;
        if (starts == 0) cscratch_say(status, cscratch_serving);
        while (!is_over && (found = waitpid(child, &ended, WNOHANG)) == 0) {
          is_over = cscratch_is_over(control, starts < plan->restarts ? 5 : 50) ||
                    (plan->lifetime > 0 && cscratch_seconds() - begun > plan->lifetime);
        }
        if (is_over) cscratch_end(plan, child);
      }
      cscratch_say(status, cscratch_server_ended);
    } else {
      cscratch_say(status, cscratch_not_initialised);
    }
  } else {
    cscratch_say(status, cscratch_not_initialised);
  }
  /* The owner may want to read the log first. */
  while (!cscratch_is_over(control, 1000)) {
  }
}

/* The directory is the watcher's from the first: an owner that is killed at any moment leaves none.
   What could not be made is not removed. The owner locks its file, and says so with a byte. */
static inline void cscratch_watch(const cscratch_plan *plan, int control, int status) {
  if (mkdir(plan->directory, 0700) != 0) {
    cscratch_say(status, (char)errno);
    return;
  }
  cscratch_say(status, 0);
  char ready = 0;
  ssize_t got = 0;
  do {
    got = read(control, &ready, 1);
  } while (got < 0 && errno == EINTR);
  if (got == 1) {
    int lock = open(plan->lock, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (lock >= 0 && flock(lock, LOCK_SH | LOCK_NB) != 0) close(lock);
    cscratch_serve(plan, control, status);
  }
  int ended = 0;
  /* A process that is about to end may still have made a file behind the first one's back. */
  for (int tries = 0; tries < 20; tries++) {
    pid_t child = cscratch_run(plan, plan->remove, 0);
    if (child > 0 && waitpid(child, &ended, 0) == child && WIFEXITED(ended) &&
        WEXITSTATUS(ended) == 0) {
      return;
    }
    poll(NULL, 0, 50);
  }
}

static inline void cscratch_close_all_but(int a, int b) {
  int kept[2] = {a < b ? a : b, a < b ? b : a};
  unsigned int from = 0;
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
  for (int i = 0; i <= 2; i++) {
    unsigned int to = i < 2 ? (unsigned int)kept[i] : ~0U;
    if (to > from) {
#ifdef SYS_close_range
      int done = syscall(SYS_close_range, from, to - (i < 2 ? 1 : 0), 0) == 0;
#else
      int done = 0;
#endif
      for (unsigned int one = from; !done && one < to && one < (unsigned int)limit; one++) close((int)one);
    }
    if (i < 2) from = (unsigned int)kept[i] + 1;
  }
}

/* Starts a watcher and returns its process id, or -1 with errno. `control` is the end of the pipe to
   hold; `status` is where the watcher's words can be read without waiting. */
static inline pid_t cscratch_start(const cscratch_plan *plan, int *control, int *status) {
  int down[2], up[2];
  if (pipe2(down, O_CLOEXEC) != 0) return -1;
  if (pipe2(up, O_CLOEXEC) != 0) {
    int reason = errno;
    close(down[0]);
    close(down[1]);
    errno = reason;
    return -1;
  }
  fcntl(up[0], F_SETFL, O_NONBLOCK);
  sigset_t all, before;
  sigfillset(&all);
  /* No handler of the owner may run in the watcher. */
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t watcher = fork();
  if (watcher == 0) {
    /* A session of its own: Ctrl-C and a closed terminal are for the owner. */
    setsid();
    struct sigaction usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    for (int one = 1; one < 65; one++) sigaction(one, &usual, NULL);
    cscratch_close_all_but(down[0], up[1]);
    prctl(PR_SET_NAME, "dbmodel-scratch");
    if (chdir("/") != 0) _exit(1);
    cscratch_watch(plan, down[0], up[1]);
    _exit(0);
  }
  int reason = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(down[0]);
  close(up[1]);
  if (watcher < 0) {
    close(down[1]);
    close(up[0]);
    errno = reason;
    return -1;
  }
  *control = down[1];
  *status = up[0];
  return watcher;
}

#endif
