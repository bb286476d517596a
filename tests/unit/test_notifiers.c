/* The notifiers that need no network: exec, mail, file, feed; and what all of them share. */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "hostile.h"
#include "loop/loop.h"
#include "net/http.h"
#include "notify/child.h"
#include "notify/mail.h"
#include "notify/notifier.h"
#include "receiver.h"
#include "sample_alert.h"

struct bench {
	char folder[40];
	struct loop *loop;
	enum notifier_outcome outcome;
	char text[400];
	struct str read;
};

static int
set_up(void **state)
{
	struct bench *bench = mem_new(sizeof *bench);

	strcpy(bench->folder, "/tmp/dealwatch-test-XXXXXX");
	bench->loop = loop_new(NULL);
	str_init(&bench->read, 4 << 20);
	*state = bench;
	return mkdtemp(bench->folder) ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;
	char *command = mem_printf("rm -rf %s", bench->folder);
	int status = system(command);

	free(command);
	loop_free(bench->loop);
	str_clear(&bench->read);
	free(bench);
	return status;
}

static void
on_done(void *arg, const struct notifier_result *result)
{
	struct bench *bench = arg;

	bench->outcome = result->outcome;
	snprintf(bench->text, sizeof bench->text, "%s", result->text);
	loop_stop(bench->loop);
}

/* What came of it stands in bench. */
static void
send_alerts(struct bench *bench, const struct notifier_settings *settings, struct http *http,
	const struct alert *alerts, size_t n, const char *text)
{
	struct err err = { 0 };
	struct notifier *notifier = notifier_new(settings, bench->loop, http, &err);
	const char *texts[4] = { text, text, text, text };

	if (!notifier)
		fail_msg("%s", err.text);
	notifier_send(notifier,
		&(struct notifier_message){ .alerts = alerts, .texts = texts, .n_alerts = n },
		on_done, bench);
	loop_run(bench->loop);
	notifier_free(notifier);
}

static const char *
contents(struct bench *bench, const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", bench->folder, name);
	str_reset(&bench->read);
	assert_true(file_read(path, &bench->read, NULL));
	return bench->read.text;
}

static char *
script(struct bench *bench, const char *name, const char *text)
{
	char *path = mem_printf("%s/%s", bench->folder, name);

	assert_true(file_write_atomic(path, text, strlen(text), 0755, NULL));
	return path;
}

static void
exec_gets_the_json_and_its_own_words(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *program = script(
		bench, "hook", "#!/bin/sh\ncat >\"$0.in\"\nprintf '%s|' \"$@\" >\"$0.args\"\n");
	const char *command[] = { program, "a b", "$(id)", ";", "`id`" };
	struct notifier_settings settings = {
		.name = "x", .type = "exec", .command = command, .n_command = 5
	};

	send_alerts(bench, &settings, NULL, &alert, 1, "{\"a\":\"$(id)\"}");
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_string_equal(contents(bench, "hook.in"), "{\"a\":\"$(id)\"}");
	assert_string_equal(contents(bench, "hook.args"), "a b|$(id)|;|`id`|");
	free(program);
}

/* libcurl, say, has sockets that any program would inherit. */
static void
exec_gets_three_descriptors(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	int fd = dup2(STDERR_FILENO, 97);
	char *program = script(bench, "hook",
		"#!/bin/sh\n[ -e /proc/$$/fd/97 ] && echo one more >\"$0.fd\" || echo none "
		">\"$0.fd\"\n");
	const char *command[] = { program };
	struct notifier_settings settings = {
		.name = "x", .type = "exec", .command = command, .n_command = 1
	};

	assert_int_equal(fd, 97);
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	close(fd);
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_string_equal(contents(bench, "hook.fd"), "none\n");
	free(program);
}

static void
exec_says_how_a_program_failed(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "#!/bin/sh\nprintf 'no \\033[31mroom\\n' >&2; exit 3\n",
			"status 3: no [31mroom" },
		{ "#!/bin/sh\nkill -9 $$\n", "signal 9" },
		{ "#!/bin/sh\nhead -c 10000000 /dev/zero | tr '\\0' x >&2; exit 1\n", "xxxx" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *program = script(bench, "hook", cases[i].text);
		const char *command[] = { program };
		struct notifier_settings settings = {
			.name = "x", .type = "exec", .command = command, .n_command = 1
		};

		send_alerts(bench, &settings, NULL, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
		if (!strstr(bench->text, cases[i].want))
			fail_msg("'%s'", bench->text);
		free(program);
	}
	const char *command[] = { "/nonexistent" };
	struct notifier_settings settings = {
		.name = "x", .type = "exec", .command = command, .n_command = 1
	};

	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
}

static void
on_child_end(void *arg, const struct child_end *end)
{
	struct bench *bench = arg;

	bench->outcome = end->timed_out ? NOTIFIER_DEAD : NOTIFIER_DELIVERED;
	loop_stop(bench->loop);
}

static void
a_program_that_does_not_end_is_killed_with_its_children(void **state)
{
	struct bench *bench = *state;
	char *program = script(bench, "hang", "#!/bin/sh\nsleep 60 & echo $! >\"$0.pid\"\nwait\n");
	const char *argv[] = { program, NULL };
	const struct child_job job = { argv, "", 0, 2000 };
	struct child *child = child_start(bench->loop, &job, on_child_end, bench, NULL);
	int pid;

	assert_non_null(child);
	loop_run(bench->loop);
	assert_int_equal(bench->outcome, NOTIFIER_DEAD);
	pid = atoi(contents(bench, "hang.pid"));
	for (int i = 0; i < 1500; i++) {
		char path[64], stat[128] = "";
		int fd;

		snprintf(path, sizeof path, "/proc/%d/stat", pid);
		fd = open(path, O_RDONLY);
		if (fd < 0 || read(fd, stat, sizeof stat - 1) < 0 || strstr(stat, ") Z")) {
			close(fd);
			free(program);
			return;
		}
		close(fd);
		usleep(20000);
	}
	fail_msg("its child lives on");
}

static void
mail_goes_to_sendmail_with_the_addresses_as_words(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *program = script(
		bench, "sendmail", "#!/bin/sh\ncat >\"$0.in\"\nprintf '%s|' \"$@\" >\"$0.args\"\n");
	char *before = mem_strdup(getenv("PATH")),
	     *path = mem_printf("%s:%s", bench->folder, before);
	struct notifier_settings settings = {
		.name = "m", .type = "mail", .to = "desk@example.com, root"
	};

	setenv("PATH", path, 1);
	alert.headline = "Müller & Söhne invest \u20ac1bn";
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	setenv("PATH", before, 1);
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_string_equal(contents(bench, "sendmail.args"), "-i|desk@example.com|root|");
	assert_non_null(strstr(contents(bench, "sendmail.in"), "To: desk@example.com, root\n"));
	assert_non_null(strstr(bench->read.text,
		"Subject: =?UTF-8?B?TcO8bGxlciAmIFPDtmhuZSBpbnZlc3Qg4oKsMWJu?=\n"));
	assert_non_null(strstr(bench->read.text, "M=C3=BCller & S=C3=B6hne"));
	assert_non_null(strstr(bench->read.text, "\nMessage-ID: <alert_1@dealwatch>\n"));
	free(program);
	free(path);
	free(before);
}

static char *
message_id(const struct alert *alerts, size_t n)
{
	struct str out;
	char *at, *id;

	str_init(&out, 1 << 20);
	mail_message(&out, "a@b", alerts, n, 1765951830);
	at = strstr(out.text, "\nMessage-ID: <");
	assert_non_null(at);
	id = mem_strndup(at + 1, strcspn(at + 1, "\n"));
	str_clear(&out);
	return id;
}

/* Who drops mails that he has seen must not drop one that has grown since. */
static void
a_mail_is_known_by_all_that_it_tells(void **state)
{
	struct alert alerts[3] = { sample_alert(), sample_alert(), sample_alert() };
	char *ids[4];

	(void)state;
	alerts[1].id = "alert_2";
	alerts[2].id = "alert_3";
	for (size_t i = 0; i < 3; i++)
		ids[i] = message_id(alerts, i + 1);
	ids[3] = message_id(alerts, 2);
	assert_string_equal(ids[1], ids[3]);
	assert_string_not_equal(ids[0], ids[1]);
	assert_string_not_equal(ids[1], ids[2]);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		free(ids[i]);
}

/* RFC 2047: as many words as need be, none with half a rune. */
static void
a_long_subject_is_folded_between_runes(void **state)
{
	struct alert alert = sample_alert();
	struct str out;

	(void)state;
	alert.headline =
		"Soci\u00e9t\u00e9 Lumi\u00e8re pays \u20ac9bn for all of Cyr\u00e8ne & S\u00f6hne";
	str_init(&out, 1 << 20);
	mail_message(&out, "a@b", &alert, 1, 1765951830);
	assert_non_null(strstr(out.text,
		"Subject: =?UTF-8?B?U29jacOpdMOpIEx1bWnDqHJlIHBheXMg4oKsOWJuIGZvciBhbGwg?=\n"
		" =?UTF-8?B?b2YgQ3lyw6huZSAmIFPDtmhuZQ==?=\n"));
	str_clear(&out);
}

/* Whoever made it may forget what it was made of. */
static void
a_notifier_keeps_its_settings(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *program = script(bench, "hook", "#!/bin/sh\nprintf %s \"$1\" >\"$0.args\"\n");
	char *word = mem_strdup("a word"), *path = mem_printf("%s/kept", bench->folder);
	const char *command[] = { program, word }, *text = "{}";
	const struct notifier_settings settings[] = {
		{ .name = "x", .type = "exec", .command = command, .n_command = 2 },
		{ .name = "f", .type = "file", .path = path },
	};
	struct notifier *notifiers[2];

	for (size_t i = 0; i < ARRAY_LEN(settings); i++)
		notifiers[i] = notifier_new(&settings[i], bench->loop, NULL, NULL);
	memset(word, 'x', strlen(word));
	memset(path, 'x', strlen(path));
	command[0] = command[1] = "/nowhere";
	for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
		assert_non_null(notifiers[i]);
		notifier_send(notifiers[i],
			&(struct notifier_message){
				.alerts = &alert, .texts = &text, .n_alerts = 1 },
			on_done, bench);
		loop_run(bench->loop);
		assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
		notifier_free(notifiers[i]);
	}
	assert_string_equal(contents(bench, "hook.args"), "a word");
	assert_string_equal(contents(bench, "kept"), "{}\n");
	free(program);
	free(word);
	free(path);
}

static void
no_mail_can_be_made_to_say_more(void **state)
{
	static const char *const wrong[] = { "-oQ/tmp", "a b;c", "x@y\nBcc: z@z", "<a@b>", "", ",",
		"a@b, -X" };
	struct alert alert = sample_alert();
	struct str out;
	size_t headers = 0;
	bool in_head = true;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct notifier_settings settings = { .name = "m", .type = "mail", .to = wrong[i] };
		struct err err = { 0 };

		if (notifier_check(&settings, &err))
			fail_msg("'%s' was taken", wrong[i]);
		assert_int_equal(err.code, ERR_CONF);
	}
	alert.headline = alert.id = alert.deal_id = HOSTILE_TEXT;
	alert.summary[0].text = HOSTILE_TEXT;
	str_init(&out, 1 << 20);
	mail_message(&out, "a@b", &alert, 1, 1765951830);
	for (char *line = out.text, *end; *line; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		assert_in_range(end - line, 0, 998);
		for (char *c = line; c < end; c++)
			assert_in_range(*c, ' ', 0x7e);
		if (line == end)
			in_head = false;
		headers += in_head && *line != ' ';
		assert_int_not_equal(*line, '.');
	}
	assert_int_equal(headers, 9);
	assert_null(strstr(out.text, "\nX-Bad"));
	str_clear(&out);
}

static void
file_appends_whole_lines(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *path = mem_printf("%s/alerts.jsonl", bench->folder);
	struct notifier_settings settings = { .name = "f", .type = "file", .path = path };
	struct stat info;

	send_alerts(bench, &settings, NULL, &alert, 1, "{\"n\":1}");
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	/* A crash cut a line off. */
	int fd = open(path, O_WRONLY | O_APPEND);

	assert_int_equal(write(fd, "{\"n\":", 5), 5);
	close(fd);
	send_alerts(bench, &settings, NULL, &alert, 1, "{\"n\":2}");
	assert_string_equal(contents(bench, "alerts.jsonl"), "{\"n\":1}\n{\"n\":\n{\"n\":2}\n");
	settings.path = "/dev/full";
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
	assert_non_null(strstr(bench->text, "No space left"));
	settings.path = bench->folder;
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
	free(path);
}

static void
file_may_be_a_pipe_that_somebody_reads(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *path = mem_printf("%s/pipe", bench->folder), got[16] = "";
	struct notifier_settings settings = { .name = "f", .type = "file", .path = path };

	assert_int_equal(mkfifo(path, 0600), 0);
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN); /* nobody would have got it */
	int fd = open(path, O_RDONLY | O_NONBLOCK);

	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_int_equal(read(fd, got, sizeof got - 1), 3);
	assert_string_equal(got, "{}\n");
	close(fd);
	free(path);
}

struct reader {
	int fd;
	struct timer *timer;
	struct str got;
	unsigned looked;
};

/* A reader that is slow to begin. */
static void
on_read(void *arg)
{
	struct reader *reader = arg;
	char block[8192];
	ssize_t n;

	if (++reader->looked > 5 && (n = read(reader->fd, block, sizeof block)) > 0)
		str_add(&reader->got, block, (size_t)n);
	timer_set(reader->timer, 5);
}

static void
a_screen_that_is_not_read_does_not_stop_the_loop(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct notifier_settings settings = { .name = "s", .type = "stdout", .format = "json" };
	struct reader reader = { 0 };
	int ends[2], saved = dup(STDOUT_FILENO);
	char *text = mem_new(300001);

	memset(text, 'x', 300000);
	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	str_init(&reader.got, 1 << 20);
	reader.fd = ends[0];
	reader.timer = timer_new(bench->loop, on_read, &reader);
	timer_set(reader.timer, 5);
	fflush(stdout);
	dup2(ends[1], STDOUT_FILENO);
	send_alerts(bench, &settings, NULL, &alert, 1, text);
	dup2(saved, STDOUT_FILENO);
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_true(reader.looked > 5);
	close(ends[1]);
	fcntl(ends[0], F_SETFL, 0);
	for (ssize_t n = 1; n > 0;) {
		char block[8192];

		n = read(ends[0], block, sizeof block);
		str_add(&reader.got, block, n > 0 ? (size_t)n : 0);
	}
	assert_int_equal(reader.got.len, 300001);
	close(ends[0]);
	close(saved);
	timer_free(reader.timer);
	str_clear(&reader.got);
	free(text);
}

/* A full disk takes the first half of a line; the whole one that comes later begins a new line. */
static void
half_a_line_on_standard_output_spoils_no_other(void **state)
{
	enum { ROOM = 5000, LONG = 9000 };
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct notifier_settings settings = { .name = "s", .type = "stdout", .format = "json" };
	struct notifier *notifier = notifier_new(&settings, bench->loop, NULL, NULL);
	int file = memfd_create("out", MFD_CLOEXEC), saved = dup(STDOUT_FILENO);
	char *text = mem_new(LONG + 1), *got = mem_new(2 * LONG);
	const char *texts[] = { text };
	struct notifier_message message = { .alerts = &alert, .texts = texts, .n_alerts = 1 };
	struct rlimit whole, room;

	memset(text, 'x', LONG);
	fflush(stdout);
	dup2(file, STDOUT_FILENO);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
	room = (struct rlimit){ .rlim_cur = ROOM, .rlim_max = whole.rlim_max };
	setrlimit(RLIMIT_FSIZE, &room);
	notifier_send(notifier, &message, on_done, bench);
	loop_run(bench->loop);
	setrlimit(RLIMIT_FSIZE, &whole);
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
	notifier_send(notifier, &message, on_done, bench);
	loop_run(bench->loop);
	dup2(saved, STDOUT_FILENO);
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	assert_int_equal(pread(file, got, 2 * LONG, 0), ROOM + 1 + LONG + 1);
	assert_int_equal(got[ROOM], '\n');
	assert_int_equal(strcspn(got + ROOM + 1, "\n"), LONG);
	notifier_free(notifier);
	close(file);
	close(saved);
	free(got);
	free(text);
}

static size_t
occurrences(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

static void
feed_holds_each_deal_once_newest_first(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *path = mem_printf("%s/deals.atom", bench->folder);
	struct notifier_settings settings = { .name = "feed \"<&>", .type = "feed", .path = path };
	char deal[16];

	for (int i = 0; i < 105; i++) {
		snprintf(deal, sizeof deal, "d%d", i);
		alert.deal_id = deal;
		alert.timestamp = 1765951830 + i;
		send_alerts(bench, &settings, NULL, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	}
	assert_int_equal(occurrences(contents(bench, "deals.atom"), "<entry>"), 100);
	assert_null(strstr(bench->read.text, "deal:d4<"));
	alert.deal_id = "d50";
	alert.timestamp = 1800000000;
	alert.headline = HOSTILE_TEXT;
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(occurrences(contents(bench, "deals.atom"), "<entry>"), 100);
	assert_int_equal(occurrences(bench->read.text, "deal:d50<"), 1);
	assert_ptr_equal(strstr(bench->read.text, "<id>urn:dealwatch:deal:"),
		strstr(bench->read.text, "<id>urn:dealwatch:deal:d50<"));
	/* It was first told of when it was first told of. */
	assert_non_null(strstr(bench->read.text, "<published>2025-12-17T06:11:20Z</published>\n"
						 "<updated>2027-01-15T08:00:00Z</updated>"));
	assert_false(hostile_got_through(bench->read.text, bench->read.len));
	assert_null(strstr(bench->read.text, "<b>"));
	/* d60 turns out to be d50. */
	alert.changes = &(struct alert_change){ "deal", "d60", "d50" };
	alert.n_changes = 1;
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	assert_int_equal(occurrences(contents(bench, "deals.atom"), "<entry>"), 99);
	assert_null(strstr(bench->read.text, "deal:d60<"));
	free(path);
}

/* What a feed reader shows: paragraphs that wrap, and links. */
static void
feed_entries_are_readable(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct alert_change change = { "status", "talks", "agreed" };
	char *path = mem_printf("%s/deals.atom", bench->folder);
	struct notifier_settings settings = { .name = "f", .type = "feed", .path = path };
	static const char *const want[] = {
		"&lt;p&gt;Update: in talks \u2192 agreed&lt;/p&gt;",
		"&lt;p&gt;Northwind Cloud (investor), Lumen AI (target)&lt;/p&gt;",
		"&lt;li&gt;Lumen AI would in turn train its models on Borealis 2 chips. (Daily "
		"Wire)&lt;/li&gt;",
		"&lt;p&gt;Money in a circle: Northwind Cloud invests in Lumen AI \u2192 Lumen AI "
		"buys"
		" Northwind Cloud&amp;#39;s chips&lt;/p&gt;",
		"&lt;a href=&quot;https://ledger.example/a?x=1&amp;amp;y=2&quot;&gt;The "
		"Ledger&lt;/a&gt;"
		", &lt;a href",
	};

	alert.type = ALERT_UPDATE;
	alert.changes = &change;
	alert.n_changes = 1;
	send_alerts(bench, &settings, NULL, &alert, 1, "{}");
	contents(bench, "deals.atom");
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		if (!strstr(bench->read.text, want[i]))
			fail_msg("no '%s' in %s", want[i], bench->read.text);
	free(path);
}

static void
no_file_of_others_is_written(void **state)
{
	static const char *const types[] = { "feed", "file" };
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	char *path = script(bench, "precious.xml", "<precious/>\n");

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct notifier_settings settings = { .name = "f", .type = types[i], .path = path };

		send_alerts(bench, &settings, NULL, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
		assert_string_equal(contents(bench, "precious.xml"), "<precious/>\n");
	}
	free(path);
}

static int
echo_the_address(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)extra;
	return strcmp(path, "/services/T0/B0/secretsecretsecret") == 0 ? 403 : 302;
}

static void
no_error_holds_a_secret(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct receiver *receiver = receiver_new(echo_the_address);
	struct http_settings gate = { .user_agent = "test", .allow_private = true };
	struct http *http = http_new(bench->loop, &gate, NULL);
	char url[128];
	static const char *const types[] = { "slack", "webhook" };

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct notifier_settings settings = { .name = "s", .type = types[i], .url = url };

		snprintf(url, sizeof url, "http://127.0.0.1:%u/services/T0/B0/secretsecretsecret",
			receiver->port);
		send_alerts(bench, &settings, http, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_DEAD);
		assert_null(strstr(bench->text, "secretsecret"));
		snprintf(url, sizeof url, "http://127.0.0.1:1/services/secretsecretsecret");
		send_alerts(bench, &settings, http, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
		assert_null(strstr(bench->text, "secretsecret"));
		snprintf(url, sizeof url, "http://no-such-host.invalid/secretsecretsecret");
		send_alerts(bench, &settings, http, &alert, 1, "{}");
		assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
		assert_null(strstr(bench->text, "secretsecret"));
	}
	http_free(http);
	receiver_free(receiver);
}

static void
a_webhook_is_signed_with_both_secrets(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct receiver *receiver = receiver_new(NULL);
	struct http_settings gate = { .user_agent = "test", .allow_private = true };
	struct http *http = http_new(bench->loop, &gate, NULL);
	char url[64];
	struct notifier_settings settings = { .name = "h",
		.type = "webhook",
		.url = url,
		.cloudevents = true,
		.secrets = { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
			"whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4" } };
	const char *headers;

	snprintf(url, sizeof url, "http://127.0.0.1:%u/x", receiver->port);
	send_alerts(bench, &settings, http, &alert, 1, "{\"x\":1}");
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	headers = receiver->got[0].headers;
	assert_string_equal(receiver->got[0].body, "{\"x\":1}");
	assert_string_equal(receiver->got[0].id, "alert_1");
	assert_int_equal(occurrences(headers, "v1,"), 2);
	assert_non_null(strstr(headers, "ce-specversion: 1.0\r\n"));
	assert_non_null(strstr(headers, "ce-id: alert_1\r\n"));
	assert_non_null(strstr(headers, "ce-type: deal.new\r\n"));
	assert_non_null(strstr(headers, "ce-time: 2025-12-17T06:10:30Z\r\n"));
	assert_non_null(strstr(headers, "Content-Type: application/json\r\n"));
	http_free(http);
	receiver_free(receiver);
}

static int
slow_answer(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)path, (void)extra;
	usleep(500000);
	return 204;
}

static void
a_webhook_has_as_long_as_the_settings_say(void **state)
{
	struct bench *bench = *state;
	struct alert alert = sample_alert();
	struct receiver *receiver = receiver_new(slow_answer);
	struct http_settings gate = {
		.user_agent = "test", .allow_private = true, .timeout_ms = 100
	};
	struct http *http = http_new(bench->loop, &gate, NULL);
	char url[64];
	struct notifier_settings settings = { .name = "h", .type = "webhook", .url = url };

	snprintf(url, sizeof url, "http://127.0.0.1:%u/x", receiver->port);
	send_alerts(bench, &settings, http, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_AGAIN);
	gate.timeout_ms = 0;
	http_configure(http, &gate);
	send_alerts(bench, &settings, http, &alert, 1, "{}");
	assert_int_equal(bench->outcome, NOTIFIER_DELIVERED);
	http_free(http);
	receiver_free(receiver);
}

static void
what_a_type_needs_is_checked(void **state)
{
	static const struct {
		struct notifier_settings settings;
		const char *want; /* NULL: it is fine */
	} cases[] = {
		{ { .type = "stdout" }, NULL },
		{ { .type = "stdout", .format = "json" }, NULL },
		{ { .type = "stdout", .format = "yaml" }, "yaml" },
		{ { .type = "desktop" }, NULL },
		{ { .type = "webhook" }, "url" },
		{ { .type = "webhook", .url = "ftp://x/" }, "http" },
		{ { .type = "webhook", .url = "https://x/", .secrets = { "x!" } }, "whsec_" },
		{ { .type = "slack" }, "url" },
		{ { .type = "exec" }, "command" },
		{ { .type = "mail" }, "to" },
		{ { .type = "file" }, "path" },
		{ { .type = "feed" }, "path" },
		{ { .type = "fax" }, "stdout webhook slack desktop exec mail file feed" },
		{ { 0 }, "there are" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = { 0 };
		bool ok = notifier_check(&cases[i].settings, &err);

		if (ok != !cases[i].want || (!ok && !strstr(err.text, cases[i].want)))
			fail_msg("case %zu: '%s'", i, err.text);
	}
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(exec_gets_the_json_and_its_own_words),
		CASE(exec_gets_three_descriptors),
		CASE(exec_says_how_a_program_failed),
		CASE(a_program_that_does_not_end_is_killed_with_its_children),
		CASE(mail_goes_to_sendmail_with_the_addresses_as_words),
		CASE(a_mail_is_known_by_all_that_it_tells),
		CASE(a_long_subject_is_folded_between_runes),
		CASE(a_notifier_keeps_its_settings),
		CASE(no_mail_can_be_made_to_say_more),
		CASE(file_appends_whole_lines),
		CASE(file_may_be_a_pipe_that_somebody_reads),
		CASE(a_screen_that_is_not_read_does_not_stop_the_loop),
		CASE(half_a_line_on_standard_output_spoils_no_other),
		CASE(feed_holds_each_deal_once_newest_first),
		CASE(feed_entries_are_readable),
		CASE(no_file_of_others_is_written),
		CASE(no_error_holds_a_secret),
		CASE(a_webhook_is_signed_with_both_secrets),
		CASE(a_webhook_has_as_long_as_the_settings_say),
		CASE(what_a_type_needs_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
