/*
 * running - the daemon's inside, shared by what starts and stops it (daemon.c), what makes its parts
 * as a configuration has them (parts.c), ends the waits of groups (groups.c), tells how it is
 * (status.c) and puts another configuration in force (reload.c).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/control.h"
#include "app/report.h"
#include "app/setup.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/log.h"
#include "base/str.h"
#include "courier/courier.h"
#include "net/http.h"
#include "poll/poller.h"
#include "web/web.h"

struct daemon {
	struct setup setup; /* owned; what is in force */
	struct log log;
	bool once;
	int exit_status;
	struct report_counts counts;
	struct str told; /* a line an alert of the transaction that is open, for the log */

	struct loop *loop;
	struct signal_watch *on_term, *on_int, *on_hup, *on_usr1;
	struct db *db;
	struct http *http;
	struct http *hooks; /* the notifiers' own gate: however many feeds hang, alerts go out */
	struct newsroom *newsroom;
	struct pipeline *pipeline;
	struct courier *courier;
	struct poller *poller;
	struct web *web;    /* NULL: no listen */
	struct arena *page; /* what the page is told, until it asks again */
	struct control *control;
	struct notice *notice;
	struct timer *group;  /* the next group whose wait is over */
	struct timer *prune;  /* what the state may forget */
	int64_t seen_cursor;  /* how far it has looked */
	struct timer *status; /* tells systemd how many deals there were */
};

/*
 * groups.c: ends what waits for more sources, in one
 * transaction; or, with all, whatever waits. false: logged.
 */
MUST_CHECK bool groups_run(struct daemon *daemon, bool all);

/* Sets the timer for the next group whose wait is over. */
void groups_timer_set(struct daemon *daemon);

/* For that timer, and for the poller; arg is the daemon. */
void groups_on_due(void *arg);
bool groups_before_commit(void *arg, struct err *err);
void groups_on_end(void *arg, bool committed);

/* status.c: how the daemon is, for whoever asks; arg is the daemon. */
void status_fill_control(void *arg, struct control_status *ret_status);
void status_fill_web(void *arg, struct web_stats *ret_stats);

/* The same in a line. Returns buf. */
char *status_line(struct daemon *daemon, char buf[CONTROL_LINE_MAX]);

/* parts.c: agent is what the settings borrow. */
enum { HTTP_AGENT_MAX = 512 };
struct http_settings http_settings_of(const struct conf *conf, char agent[HTTP_AGENT_MAX]);
struct poller_settings poller_settings_of(const struct conf *conf);

/* What is made borrows the configuration; settings live in its arena. */
struct newsroom *newsroom_of(struct daemon *daemon, const struct conf *conf);
MUST_CHECK bool courier_settings_of(struct daemon *daemon, const struct conf *conf,
	struct courier_settings *ret_settings, struct err *err);
MUST_CHECK bool feeds_set(struct daemon *daemon, const struct conf *conf, struct err *err);
MUST_CHECK bool web_open(struct daemon *daemon, const char *listen, struct err *err);

/* reload.c: a wrong configuration is told with all its faults, and the old one stays in force. */
void daemon_reload(struct daemon *daemon);

/* Logs what is doubtful in the configuration that is in force. */
void warnings_log(const struct daemon *daemon);
