/*
 * mail - alerts through the local sendmail.
 *
 * What feeds wrote stands in encoded words and a quoted-printable body only, so it can
 * begin no header and end no message. Mails of one deal share a thread.
 */
#include "mail.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "child.h"
#include "text.h"
#include "type.h"
#include "words.h"

enum {
	MAIL_TIMEOUT_MS = 60000,
	MAIL_MAX = 1024 * 1024,
	BODY_MAX = 256 * 1024,
	SUBJECT_MAX = 200,
	WORD_BYTES = 39, /* of text in one encoded word of at most 75 characters */
	QP_LINE = 76,
	RECIPIENTS_MAX = 20,
	EXIT_DATA = 65, /* sysexits(3): what sendmail says */
	EXIT_NOUSER = 67,
	EXIT_NOHOST = 68,
};

/* As an encoded word of RFC 2047, folded; plain where it is plain. */
static void
put_header_text(struct str *out, const char *text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = strlen(text), at = 0;
	bool plain = !strstr(text, "=?") && len < QP_LINE - 10;

	for (size_t i = 0; i < len; i++)
		plain = plain && text[i] >= ' ' && text[i] < 0x7f;
	if (plain) {
		str_puts(out, text);
		return;
	}
	while (at < len) {
		size_t piece = 0;
		unsigned rune;

		while (at + piece < len) {
			size_t n = utf8_decode(text + at + piece, len - at - piece, &rune);

			if (piece + n > WORD_BYTES)
				break;
			piece += n;
		}
		str_puts(out, at ? "\n =?UTF-8?B?" : "=?UTF-8?B?");
		for (size_t i = 0; i < piece; i += 3) {
			const unsigned char *in = (const unsigned char *)text + at + i;
			size_t left = piece - i;
			unsigned bits = (unsigned)in[0] << 16 |
					(left > 1 ? (unsigned)in[1] << 8 : 0) |
					(left > 2 ? in[2] : 0);

			str_putc(out, digits[bits >> 18]);
			str_putc(out, digits[bits >> 12 & 63]);
			str_putc(out, left > 1 ? digits[bits >> 6 & 63] : '=');
			str_putc(out, left > 2 ? digits[bits & 63] : '=');
		}
		str_puts(out, "?=");
		at += piece;
	}
}

/* Quoted-printable (RFC 2045); a dot alone on a line and "From " are no dangers in it. */
static void
put_body(struct str *out, const char *text)
{
	size_t column = 0;

	for (const char *c = text; *c; c++) {
		bool line_end = c[1] == '\n' || !c[1];
		bool escape = *c == '=' || (unsigned char)*c >= 0x7f ||
			      ((unsigned char)*c < ' ' && *c != '\n') || (*c == ' ' && line_end) ||
			      (column == 0 && (*c == '.' || *c == 'F'));

		if (*c == '\n') {
			str_putc(out, '\n');
			column = 0;
			continue;
		}
		if (column + (escape ? 3 : 1) > QP_LINE - 1) {
			str_puts(out, "=\n");
			column = 0;
		}
		if (escape)
			str_printf(out, "=%02X", (unsigned char)*c);
		else
			str_putc(out, *c);
		column += escape ? 3 : 1;
	}
}

/* What may stand in a Message-ID. */
static void
put_id(struct str *out, const char *id)
{
	for (; *id; id++)
		str_putc(out, isalnum((unsigned char)*id) || *id == '_' || *id == '-' ? *id : '.');
}

/*
 * The same at every attempt; another one when a folded message has grown since, or whoever drops
 * mails he has seen would drop the news in it.
 */
static void
put_message_id(struct str *out, const struct alert *alerts, size_t n_alerts)
{
	uint64_t all = hash_text("");

	str_puts(out, "Message-ID: <");
	put_id(out, alerts->id);
	for (size_t i = 0; i < n_alerts; i++)
		all = hash_more(all, alerts[i].id, strlen(alerts[i].id));
	if (n_alerts > 1)
		str_printf(out, ".%zu.%016" PRIx64, n_alerts, all);
	str_puts(out, "@dealwatch>\n");
}

static void
put_subject(struct str *out, const struct alert *alerts, size_t n_alerts)
{
	struct str subject;

	str_init(&subject, MAIL_MAX);
	if (n_alerts > 1) {
		words_list(&subject, alerts, n_alerts, SUBJECT_MAX / 2);
	} else {
		if (alerts->type != ALERT_NEW)
			str_printf(&subject, "%s: ", words_type(alerts->type));
		words_headline(&subject, alerts, SUBJECT_MAX);
	}
	str_puts(out, "Subject: ");
	put_header_text(out, subject.text);
	str_putc(out, '\n');
	str_clear(&subject);
}

static void
put_date(struct str *out, int64_t now)
{
	time_t at = (time_t)now;
	struct tm tm;
	char text[64];

	if (gmtime_r(&at, &tm) && strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &tm))
		str_printf(out, "Date: %s\n", text);
}

void
mail_message(
	struct str *out, const char *to, const struct alert *alerts, size_t n_alerts, int64_t now)
{
	static const struct text_look plain = { 0 };
	struct str body;

	str_printf(out, "To: %s\n", to);
	put_subject(out, alerts, n_alerts);
	put_date(out, now);
	put_message_id(out, alerts, n_alerts);
	if (n_alerts == 1) {
		str_puts(out, "References: <deal.");
		put_id(out, alerts->deal_id);
		str_puts(out, "@dealwatch>\n");
	}
	str_puts(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		      "Content-Transfer-Encoding: quoted-printable\n"
		      "Auto-Submitted: auto-generated\n\n");
	str_init(&body, BODY_MAX);
	text_message(&body, alerts, n_alerts, &plain);
	put_body(out, body.text);
	str_clear(&body);
}

struct mail {
	struct notifier *notifier;
	struct child *child;                  /* NULL: none runs */
	const char *argv[RECIPIENTS_MAX + 4]; /* words are program's, or stand in recipients */
	char *program, *recipients;           /* owned */
};

/* Where sendmail lies: in PATH, or where it has always lain. */
static char *
find_sendmail(void)
{
	static const char *const usual[] = { "/usr/sbin/sendmail", "/usr/lib/sendmail" };
	char *program = file_in_path("sendmail");

	for (size_t i = 0; !program && i < ARRAY_LEN(usual); i++)
		if (access(usual[i], X_OK) == 0)
			program = mem_strdup(usual[i]);
	return program;
}

static bool
is_address(const char *word)
{
	for (const char *c = word; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("@.!#$%&'*+-/=?^_`{|}~", *c))
			return false;
	return *word && *word != '-';
}

/* Splits `to` at commas and blanks into argv; false: one is no address. */
static bool
take_recipients(struct mail *mail, const char *to, size_t *ret_n, struct err *err)
{
	char *rest, *word, *at;
	size_t n = 0;

	at = mail->recipients = mem_strdup(to);
	while ((word = strtok_r(at, ", \t", &rest)) != NULL) {
		at = NULL;
		if (!is_address(word)) {
			err_set(err, ERR_CONF, "to: '%s' is no mail address", word);
			return false;
		}
		if (n == RECIPIENTS_MAX) {
			err_set(err, ERR_CONF, "to: more than %d addresses", RECIPIENTS_MAX);
			return false;
		}
		mail->argv[2 + n++] = word;
	}
	if (n == 0)
		err_set(err, ERR_CONF, "type mail needs to");
	*ret_n = n;
	return n > 0;
}

static bool
mail_check(const struct notifier_settings *settings, struct err *err)
{
	struct mail mail = { 0 };
	size_t n;
	bool ok = take_recipients(&mail, settings->to ? settings->to : "", &n, err);

	free(mail.recipients);
	return ok;
}

static void
mail_close(void *state)
{
	struct mail *mail = state;

	child_cancel(mail->child);
	free(mail->program);
	free(mail->recipients);
	free(mail);
}

static void *
mail_open(struct notifier *notifier, struct err *err)
{
	struct mail *mail = mem_new(sizeof *mail);
	size_t n;

	mail->notifier = notifier;
	if (!take_recipients(mail, notifier_settings(notifier)->to, &n, err)) {
		mail_close(mail);
		return NULL;
	}
	mail->argv[1] = "-i"; /* a dot alone on a line ends nothing */
	return mail;
}

static void
on_mail_end(void *arg, const struct child_end *end)
{
	struct mail *mail = arg;
	bool final = end->exit_status == EXIT_DATA || end->exit_status == EXIT_NOUSER ||
		     end->exit_status == EXIT_NOHOST;

	mail->child = NULL;
	if (end->timed_out)
		notifier_answer(mail->notifier, NOTIFIER_AGAIN, false, -1,
			"sendmail did not end within %d s", MAIL_TIMEOUT_MS / 1000);
	else if (end->signo || end->exit_status)
		notifier_answer(mail->notifier, final ? NOTIFIER_REFUSED : NOTIFIER_AGAIN, true, -1,
			"sendmail ended with %s %d%s%s", end->signo ? "signal" : "status",
			end->signo ? end->signo : end->exit_status, *end->said ? ": " : "",
			end->said);
	else
		notifier_delivered(mail->notifier);
}

static void
mail_send(void *state, const struct notifier_message *message)
{
	struct mail *mail = state;
	struct child_job job;
	struct err err = { 0 };
	struct str text;

	free(mail->program);
	mail->program = find_sendmail();
	if (!mail->program) {
		notifier_answer(mail->notifier, NOTIFIER_AGAIN, false, -1,
			"no sendmail is installed (in PATH, /usr/sbin or /usr/lib)");
		return;
	}
	mail->argv[0] = mail->program;
	str_init(&text, MAIL_MAX);
	mail_message(&text, notifier_settings(mail->notifier)->to, message->alerts,
		message->n_alerts, clock_wall());
	job = (struct child_job){ mail->argv, text.text, text.len, MAIL_TIMEOUT_MS };
	mail->child = child_start(notifier_loop(mail->notifier), &job, on_mail_end, mail, &err);
	str_clear(&text);
	if (!mail->child)
		notifier_answer(mail->notifier, NOTIFIER_AGAIN, false, -1, "%s", err.text);
}

const struct notifier_type notifier_mail = {
	.name = "mail",
	.folds = true,
	.check = mail_check,
	.open = mail_open,
	.close = mail_close,
	.send = mail_send,
};
