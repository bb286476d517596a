# dealwatch - build, test, install. `make help` lists the targets.
VERSION = 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/dealwatch
SYSCONFDIR ?= /etc
UNITDIR ?= $(PREFIX)/lib/systemd/system
USERUNITDIR ?= $(PREFIX)/lib/systemd/user
TMPFILESDIR ?= $(PREFIX)/lib/tmpfiles.d
DESKTOPDIR ?= $(PREFIX)/share/applications
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions

# What apt installs: to build, and to test.
BUILD_DEPS = build-essential pkg-config libcurl4-openssl-dev libxml2-dev libevent-dev \
	libnotify-dev libsqlite3-dev libjansson-dev libutf8proc-dev libssl-dev ca-certificates
TEST_DEPS = libcmocka-dev dbus dbus-daemon xvfb dunst imagemagick xdotool fonts-dejavu-core systemd \
	systemd-container sqlite3 jq python3 curl valgrind clang clang-tidy clang-format llvm \
	libclang-rt-14-dev mandoc nginx-light graphviz strace git cppcheck \
	debhelper lintian zsh fish

# SAN=address,undefined builds everything with these sanitizers, in a folder of its own: by clang, and ready
# for the fuzzers, which are linked from the same objects.
ifdef SAN
CC = clang
CFLAGS ?= -O1 -g
SANITIZE = -fsanitize=$(SAN),fuzzer-no-link -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif
CC ?= cc
BUILD ?= build$(if $(SAN),-san)
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wpointer-arith -Wvla -Wformat=2 -Wno-format-nonliteral -Wno-missing-field-initializers
CFLAGS ?= -O2 -g
HARDEN = $(if $(SAN),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -iquote include -iquote src $(WARN) $(HARDEN) $(CFLAGS) \
	-DDEALWATCH_VERSION='"$(VERSION)"' -DDEALWATCH_DATADIR='"$(DATADIR)"' \
	$(SANITIZE)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS)

# The rooms that read every word of a story, where a build is optimized at all.
FAST = $(if $(filter -O2,$(CFLAGS)),-O3)

# A library's flags go to the room that knows it, and to nobody else.
pkg = $(shell pkg-config --$(1) $(2) 2>/dev/null)
CFLAGS_base = $(call pkg,cflags,jansson)
CFLAGS_loop = $(call pkg,cflags,libevent)
CFLAGS_web = $(call pkg,cflags,libevent)
CFLAGS_net = $(call pkg,cflags,libcurl)
CFLAGS_markup = $(call pkg,cflags,libxml-2.0)
CFLAGS_text = $(call pkg,cflags,libutf8proc) $(FAST)
CFLAGS_lexicon = $(FAST)
CFLAGS_mention = $(FAST)
CFLAGS_frame = $(FAST)
CFLAGS_predicate = $(FAST)
CFLAGS_deal = $(FAST)
CFLAGS_store = $(call pkg,cflags,sqlite3)
CFLAGS_notify = $(call pkg,cflags,libnotify gio-2.0 libcrypto)
# The desktop's libraries are not linked but loaded, when something goes there: src/notify/gnome.h.
# Names are looked for in the others in this order, so those with the most stand first.
LINKED = libcrypto jansson libevent libcurl libxml-2.0 libutf8proc sqlite3
PACKAGES = $(LINKED) libnotify gio-2.0
LIBS = -lc $(call pkg,libs,$(LINKED)) -pthread -ldl -lm

# A line a file; V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),@:,@echo '  $(1)')
# As many jobs as there are processors, unless somebody says how many.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += --jobs=$(shell nproc)
endif
MAKEFLAGS += --no-print-directory

SRCS := $(wildcard src/*.c src/*/*.c)
OBJS := $(SRCS:src/%.c=$(BUILD)/obj/%.o)
LIB_OBJS := $(filter-out $(BUILD)/obj/main.o,$(OBJS))
UNIT_SRCS := $(wildcard tests/unit/test_*.c)
UNIT_BINS := $(UNIT_SRCS:tests/unit/%.c=$(BUILD)/tests/%)
# Packages, manual and units are the same whatever the compiler checks.
UNSANITIZED = $(addprefix tests/e2e/,deb.sh install.sh man.sh systemd.sh user-unit.sh)
# Those that take longest start first.
LONGEST = $(addprefix tests/e2e/,deb.sh poll.py web.py notify.py deliver.py)
E2E := $(filter-out tests/e2e/lib.% $(if $(SAN),$(UNSANITIZED)),$(LONGEST) \
	$(filter-out $(LONGEST),$(sort $(wildcard tests/e2e/*.sh tests/e2e/*.py))))
FUZZ_SRCS := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_BINS := $(FUZZ_SRCS:tests/fuzz/%.c=$(BUILD)/fuzz/%)

.PHONY: all
all: $(BUILD)/dealwatch

$(BUILD)/dealwatch: $(BUILD)/obj/main.o $(BUILD)/lib.a
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LDFLAGS) $(LIBS)

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC   $<)
	$(Q)$(CC) $(ALL_CFLAGS) $(CFLAGS_$(firstword $(subst /, ,$*))) -MMD -MP -c -o $@ $<

# --- tests -----------------------------------------------------------------

.PHONY: test unit e2e
test: deps
	@$(MAKE) all
	@tests/run.sh '$(MAKE)' unit e2e

unit: all $(UNIT_BINS)
	@tests/tally.sh $(BUILD) $(UNIT_BINS)

e2e: all
	@tests/tally.sh $(BUILD) $(E2E)

$(BUILD)/lib.a: $(LIB_OBJS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/lib.a Makefile
	@mkdir -p $(@D)
	$(call say,TEST $<)
	$(Q)$(CC) $(ALL_CFLAGS) -iquote tests -MMD -MP -o $@ $< $(BUILD)/lib.a $(ALL_LDFLAGS) -lcmocka $(LIBS)

-include $(OBJS:.o=.d) $(UNIT_BINS:=.d)

# --- running ---------------------------------------------------------------

.PHONY: run
run: build-deps
	@$(MAKE) all
	@rm -f build/quickstart.db*
	@$(BUILD)/dealwatch run -c conf/quickstart.conf

# --- what must be installed --------------------------------------------------

.PHONY: deps build-deps
deps:
	@tests/deps.sh $(BUILD_DEPS) $(TEST_DEPS)

build-deps:
	@tests/deps.sh $(BUILD_DEPS)

# --- checks ------------------------------------------------------------------

FORMATTED = $(wildcard tests/*.[ch] src/*.c src/*/*.[ch] include/*/*.h tests/*/*.[ch])

.PHONY: rooms format format-check tidy cppcheck
rooms:
	@tests/rooms.sh

format:
	clang-format -i $(FORMATTED)

format-check:
	clang-format --dry-run -Werror $(FORMATTED)

tidy:
	@printf '%s\n' $(SRCS) | xargs -P $(shell nproc) -n 1 sh -c 'clang-tidy --quiet "$$@" -- -std=c17 -D_GNU_SOURCE \
		-iquote include -iquote src -DDEALWATCH_VERSION=\"$(VERSION)\" -DDEALWATCH_DATADIR=\"$(DATADIR)\" \
		$(call pkg,cflags,$(PACKAGES)) 2>/dev/null' tidy

cppcheck:
	cppcheck -j $(shell nproc) --std=c11 --quiet --error-exitcode=1 --enable=warning,portability --inline-suppr \
		--suppress=missingIncludeSystem -D_GNU_SOURCE -I include src

# --- fuzzing -----------------------------------------------------------------

FUZZ_SECONDS ?= 20

.PHONY: fuzz fuzz-run
ifdef SAN
fuzz: $(FUZZ_BINS)

fuzz-run: fuzz
	@tests/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_BINS)
else
fuzz fuzz-run:
	@$(MAKE) SAN=address,undefined $@
endif

$(BUILD)/fuzz/%: tests/fuzz/%.c $(BUILD)/lib.a Makefile
	@mkdir -p $(@D)
	$(call say,FUZZ $<)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ $< $(BUILD)/lib.a $(ALL_LDFLAGS) $(LIBS)

-include $(FUZZ_BINS:=.d)

# --- the keys' table, for people ------------------------------------------------

$(BUILD)/keydoc: tests/keydoc.c $(BUILD)/lib.a Makefile
	$(call say,CC   $<)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $< $(BUILD)/lib.a $(ALL_LDFLAGS) $(LIBS)

.PHONY: keys keys-write
keys: $(BUILD)/keydoc
	@tests/keys.sh check $(BUILD)/keydoc

keys-write: $(BUILD)/keydoc
	@tests/keys.sh write $(BUILD)/keydoc

# --- installing ------------------------------------------------------------------

# What is installed, but for the program, the lexicon and the configuration.
INSTALLED = $(MANDIR)/man1/dealwatch.1 $(MANDIR)/man5/dealwatch.conf.5 $(MANDIR)/man5/dealwatch-lexicon.5 \
	$(PREFIX)/share/bash-completion/completions/dealwatch \
	$(ZSHDIR)/_dealwatch \
	$(PREFIX)/share/fish/vendor_completions.d/dealwatch.fish \
	$(UNITDIR)/dealwatch.service $(USERUNITDIR)/dealwatch.service $(TMPFILESDIR)/dealwatch.conf \
	$(DESKTOPDIR)/dealwatch.desktop
CONFDIR = $(SYSCONFDIR)/dealwatch
fill = sed -e 's|@BINDIR@|$(BINDIR)|g' -e 's|@SYSCONFDIR@|$(SYSCONFDIR)|g'
put = install -D -m 644 $(1) '$(DESTDIR)$(2)'

# A configuration that is there is never touched; the sample then lies beside the lexicon.
.PHONY: install uninstall
install: all
	install -D -m 755 $(BUILD)/dealwatch '$(DESTDIR)$(BINDIR)/dealwatch'
	$(call put,man/dealwatch.1,$(MANDIR)/man1/dealwatch.1)
	$(call put,man/dealwatch.conf.5,$(MANDIR)/man5/dealwatch.conf.5)
	$(call put,man/dealwatch-lexicon.5,$(MANDIR)/man5/dealwatch-lexicon.5)
	$(call put,completions/dealwatch.bash,$(PREFIX)/share/bash-completion/completions/dealwatch)
	$(call put,completions/_dealwatch,$(ZSHDIR)/_dealwatch)
	$(call put,completions/dealwatch.fish,$(PREFIX)/share/fish/vendor_completions.d/dealwatch.fish)
	install -d '$(DESTDIR)$(UNITDIR)' '$(DESTDIR)$(USERUNITDIR)' '$(DESTDIR)$(TMPFILESDIR)' \
		'$(DESTDIR)$(DESKTOPDIR)' '$(DESTDIR)$(DATADIR)/lexicon' '$(DESTDIR)$(CONFDIR)'
	$(fill) systemd/dealwatch.service.in >'$(DESTDIR)$(UNITDIR)/dealwatch.service'
	$(fill) systemd/user/dealwatch.service.in >'$(DESTDIR)$(USERUNITDIR)/dealwatch.service'
	$(fill) systemd/dealwatch.tmpfiles.in >'$(DESTDIR)$(TMPFILESDIR)/dealwatch.conf'
	$(fill) systemd/dealwatch.desktop.in >'$(DESTDIR)$(DESKTOPDIR)/dealwatch.desktop'
	chmod 644 '$(DESTDIR)$(UNITDIR)/dealwatch.service' '$(DESTDIR)$(USERUNITDIR)/dealwatch.service' \
		'$(DESTDIR)$(TMPFILESDIR)/dealwatch.conf' '$(DESTDIR)$(DESKTOPDIR)/dealwatch.desktop'
	install -m 644 conf/lexicon/*.conf '$(DESTDIR)$(DATADIR)/lexicon'
	$(call put,conf/dealwatch.conf,$(DATADIR)/dealwatch.conf)
	test -e '$(DESTDIR)$(CONFDIR)/dealwatch.conf' || $(call put,conf/dealwatch.conf,$(CONFDIR)/dealwatch.conf)
	install -d -m 700 '$(DESTDIR)$(CONFDIR)/credentials'

# The configuration, credentials and state stay: they are the user's.
uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/dealwatch' $(INSTALLED:%='$(DESTDIR)%')
	rm -rf '$(DESTDIR)$(DATADIR)'

# A Debian package of what lies here, in build-deb/.
.PHONY: deb
deb:
	rm -rf build-deb
	mkdir -p build-deb/tree
	cp -a Makefile LICENSE $(wildcard README.md) completions conf debian include man src systemd build-deb/tree
	cd build-deb/tree && dpkg-buildpackage -us -uc -b --jobs=2

# --- the matcher's weights ---------------------------------------------------------

# make train CORPUS='STORIES.jsonl ...': fits conf/lexicon/weights.conf to labelled stories.
.PHONY: train
train: all
	@test -n '$(CORPUS)' || { echo "make train CORPUS='STORIES.jsonl ...'" >&2; exit 64; }
	@DEALWATCH=$(BUILD)/dealwatch tests/train/weights.py $(CORPUS)

# --- benchmarks and other people's test suites ------------------------------------

.PHONY: bench-parse bench-match bench-outbox bench-newsroom conformance
$(BUILD)/bench_%: tests/bench/bench_%.c $(BUILD)/lib.a Makefile
	$(call say,CC   $<)
	$(Q)$(CC) $(ALL_CFLAGS) $(CFLAGS_markup) -iquote tests -MMD -MP -o $@ $< $(BUILD)/lib.a $(ALL_LDFLAGS) $(LIBS)

bench-parse: $(BUILD)/bench_parse
	@tests/bench/bench_parse.sh $<

bench-match: $(BUILD)/bench_match
	@$<

bench-newsroom: $(BUILD)/bench_newsroom
	@$<

bench-outbox: $(BUILD)/bench_outbox
	@$<

# make conformance SUITE=FOLDER, where FOLDER/run takes --cmd COMMAND
conformance: all
	@$(SUITE)/run --cmd '$(BUILD)/dealwatch parse {}' $(SUITE_ARGS)

# make eval CORPUS=FOLDER: labelled stories in FOLDER/*.jsonl through match and replay.
.PHONY: eval
eval: all
	@python3 $(CORPUS)/score.py $(CORPUS)/*.jsonl --cmd $(BUILD)/dealwatch $(EVAL_ARGS)

.PHONY: bench-poll bench-schedule bench-latency
bench-poll: all
	@tests/bench/bench-poll $(BENCH_ARGS)

bench-latency: all
	@tests/bench/bench-latency $(BENCH_ARGS)

bench-schedule: $(BUILD)/bench_schedule
	@for n in 1000 10000 100000; do $(BUILD)/bench_schedule $$n $(or $(BENCH_SECONDS),10) 60; done

# --- the rest ------------------------------------------------------------------

.PHONY: clean help
clean:
	rm -rf build build-san build-deb

help:
	@echo 'all            the program, in $(BUILD)/dealwatch'
	@echo 'run            install what is missing, build, watch the sample and public feeds'
	@echo 'test           install what is missing, build, run all tests'
	@echo 'unit e2e       one half of the tests; SAN=address,undefined with any of them'
	@echo 'deps build-deps  install with apt what building and testing need, or building alone'
	@echo 'rooms format-check tidy cppcheck   checks; format mends the format'
	@echo 'keys keys-write  hold sample, manual and README against the table of keys; renew them'
	@echo 'fuzz fuzz-run  build the fuzzers; run each for FUZZ_SECONDS'
	@echo 'install uninstall  with DESTDIR and PREFIX; a configuration is never overwritten'
	@echo 'deb            a Debian package, in build-deb'
	@echo 'train          fit the points of the rules to CORPUS, labelled stories'
	@echo 'eval           CORPUS=FOLDER: how accurate verdicts and alerts are on labelled stories'
	@echo 'conformance    SUITE=FOLDER: another parser'"'"'s test suite'
	@echo 'bench-parse    how fast feeds are read, beside others'
	@echo 'bench-match    how fast stories are read'
	@echo 'bench-newsroom a week of 20,000 stories; what a story costs with up to 100,000 deals'
	@echo 'bench-outbox   how fast queued alerts go out, and the memory that takes'
	@echo 'bench-poll     CPU of a first and a second poll; BENCH_ARGS="--peers --https --quick"'
	@echo 'bench-latency  from a new item to its webhook; BENCH_ARGS="--feeds 1000"'
	@echo 'bench-schedule what 1,000 to 100,000 feeds cost to load, hold and poll'
	@echo 'clean          remove what was built'
