/*
 * status - how the running daemon is: to its socket, its page, systemd and the log.
 */
#include "app/report.h"
#include "app/running.h"
#include "base/log.h"

static struct report
report_of(struct daemon *daemon)
{
	return (struct report){
		.conf = daemon->setup.conf,
		.counts = &daemon->counts,
		.loop = daemon->loop,
		.db = daemon->db,
		.poller = daemon->poller,
		.courier = daemon->courier,
		.pipeline = daemon->pipeline,
	};
}

void
status_fill_control(void *arg, struct control_status *ret_status)
{
	struct daemon *daemon = arg;
	const struct report report = report_of(daemon);
	struct err err = { 0 };

	if (!report_control(&report, ret_status, &err))
		log_error(&daemon->log, "status: %s", err.text);
}

void
status_fill_web(void *arg, struct web_stats *ret_stats)
{
	struct daemon *daemon = arg;
	const struct report report = report_of(daemon);

	arena_reset(daemon->page);
	report_web(&report, daemon->page, ret_stats);
}

char *
status_line(struct daemon *daemon, char buf[CONTROL_LINE_MAX])
{
	struct control_status status;

	status_fill_control(daemon, &status);
	return control_line(&status, buf);
}
