/*
 * exec - a program gets the alert's JSON on standard input.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "child.h"
#include "type.h"

enum { EXEC_TIMEOUT_MS = 30000 };

struct exec {
	struct notifier *notifier;
	struct child *child; /* NULL: none runs */
	const char **argv;   /* owned; its words are the settings' */
};

static bool
exec_check(const struct notifier_settings *settings, struct err *err)
{
	if (settings->n_command > 0 && *settings->command[0])
		return true;
	err_set(err, ERR_CONF, "type exec needs command");
	return false;
}

static void *
exec_open(struct notifier *notifier, struct err *err)
{
	const struct notifier_settings *settings = notifier_settings(notifier);
	struct exec *exec = mem_new(sizeof *exec);

	(void)err;
	exec->notifier = notifier;
	exec->argv = mem_array(settings->n_command + 1, sizeof *exec->argv);
	for (size_t i = 0; i < settings->n_command; i++)
		exec->argv[i] = settings->command[i];
	return exec;
}

static void
exec_close(void *state)
{
	struct exec *exec = state;

	child_cancel(exec->child);
	free(exec->argv);
	free(exec);
}

static void
on_exec_end(void *arg, const struct child_end *end)
{
	struct exec *exec = arg;
	const char *name = exec->argv[0], *colon = *end->said ? ": " : "";

	exec->child = NULL;
	if (end->timed_out)
		notifier_answer(exec->notifier, NOTIFIER_AGAIN, true, -1,
			"%s did not end within %d s", name, EXEC_TIMEOUT_MS / 1000);
	else if (end->signo)
		notifier_answer(exec->notifier, NOTIFIER_AGAIN, true, -1,
			"%s was killed by signal %d%s%s", name, end->signo, colon, end->said);
	else if (end->exit_status)
		notifier_answer(exec->notifier, NOTIFIER_AGAIN, true, -1,
			"%s ended with status %d%s%s", name, end->exit_status, colon, end->said);
	else
		notifier_delivered(exec->notifier);
}

static void
exec_send(void *state, const struct notifier_message *message)
{
	struct exec *exec = state;
	const struct child_job job = { exec->argv, message->texts[0], strlen(message->texts[0]),
		EXEC_TIMEOUT_MS };
	struct err err = { 0 };

	exec->child = child_start(notifier_loop(exec->notifier), &job, on_exec_end, exec, &err);
	if (!exec->child)
		notifier_answer(exec->notifier, NOTIFIER_AGAIN, false, -1, "%s", err.text);
}

const struct notifier_type notifier_exec = {
	.name = "exec",
	.check = exec_check,
	.open = exec_open,
	.close = exec_close,
	.send = exec_send,
};
