/*
 * notice - tells systemd how the service is, and feeds its watchdog.
 *
 * Speaks sd_notify(3)'s protocol by itself: one datagram a notice, to the socket that
 * NOTIFY_SOCKET names. Where nobody asked (no such variable), all of it does nothing.
 */
#pragma once

struct loop;
struct notice;

/*
 * Where WATCHDOG_USEC is set for this process, the watchdog is fed from a timer of the loop
 * at half of that time: a loop that stands still is killed and started again.
 */
struct notice *notice_new(struct loop *loop);
void notice_free(struct notice *notice); /* NULL is fine */

/* The service works; also the end of a reload. status: one line, "watching 45 feeds". */
void notice_ready(struct notice *notice, const char *status);
void notice_status(struct notice *notice, const char *status);

/* A reload begins; it must end with notice_ready, whether it succeeded or was refused. */
void notice_reloading(struct notice *notice);
void notice_stopping(struct notice *notice);
