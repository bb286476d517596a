/*
 * find - where things lie when the configuration names them shortly or not at all.
 */
#include <glob.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "conf/load.h"

#define SYSTEM_CONF       SYSTEM_FOLDER "dealwatch.conf"
#define SYSTEM_STATE      "/var/lib/dealwatch/state.db"
#define CREDENTIAL_PREFIX "dealwatch_" /* LoadCredential=dealwatch:FOLDER names its files so */

static const char *
env(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static const char *
home(void)
{
	const struct passwd *user;
	const char *folder = env("HOME");

	if (folder)
		return folder;
	user = getpwuid(getuid());
	return user ? user->pw_dir : NULL;
}

/* A file below an XDG folder, or below home where that is not set; NULL: no home either. */
static const char *
xdg_file(struct arena *arena, const char *variable, const char *below_home, const char *file)
{
	const char *folder = env(variable);

	if (folder && *folder == '/')
		return arena_printf(arena, "%s/%s", folder, file);
	folder = home();
	return folder ? arena_printf(arena, "%s/%s/%s", folder, below_home, file) : NULL;
}

const char *
conf_find(struct arena *arena)
{
	const char *path =
		xdg_file(arena, "XDG_CONFIG_HOME", ".config", "dealwatch/dealwatch.conf");

	if (path && access(path, F_OK) == 0)
		return path;
	return access(SYSTEM_CONF, F_OK) == 0 ? SYSTEM_CONF : NULL;
}

const char *
find_state(struct arena *arena, const char *conf)
{
	const char *folder = env("STATE_DIRECTORY"), *path;

	/* systemd separates several by colons. */
	if (folder)
		return arena_printf(arena, "%.*s/state.db", (int)strcspn(folder, ":"), folder);
	/* Root, who asks for what the system's daemon has gathered. */
	if (!strncmp(conf, SYSTEM_FOLDER, strlen(SYSTEM_FOLDER)) && access(SYSTEM_STATE, R_OK) == 0)
		return SYSTEM_STATE;
	path = xdg_file(arena, "XDG_STATE_HOME", ".local/state", "dealwatch/state.db");
	return path ? path : SYSTEM_STATE;
}

/* The path with what glob(3) would take for a pattern escaped. */
static const char *
glob_escaped(struct arena *arena, const char *path)
{
	char *escaped = arena_alloc(arena, 2 * strlen(path) + 1), *to = escaped;

	for (; *path; path++) {
		if (strchr("*?[\\", *path))
			*to++ = '\\';
		*to++ = *path;
	}
	return escaped;
}

void
find_glob(struct arena *arena, const char *beside, const char *pattern, struct conf_list *ret_list)
{
	glob_t found;
	struct conf_list list = { 0 };

	pattern = file_beside(arena, glob_escaped(arena, beside), pattern);
	if (glob(pattern, GLOB_MARK, NULL, &found) != 0) {
		*ret_list = list;
		return;
	}
	list.items = arena_array(arena, found.gl_pathc, sizeof *list.items);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *path = found.gl_pathv[i];

		if (path[strlen(path) - 1] != '/')
			list.items[list.n++] = arena_strdup(arena, path);
	}
	globfree(&found);
	*ret_list = list;
}

/* The folder that the program's own folder lies in: /usr for /usr/bin/dealwatch. */
static const char *
program_prefix(struct arena *arena)
{
	char exe[4096];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);

	for (int i = 0; i < 2; i++)
		while (len > 0 && exe[--len] != '/')
			;
	return arena_strndup(arena, exe, len > 0 ? (size_t)len : 0);
}

/*
 * The tree that the program was built in comes before an installed lexicon: who runs
 * build/dealwatch wants the files beside it.
 */
void
find_lexicon(struct arena *arena, struct conf_list *ret_list)
{
	const char *prefix = program_prefix(arena);
	const char *const folders[] = {
		arena_printf(arena, "%s/conf/lexicon", prefix),
		arena_printf(arena, "%s/share/dealwatch/lexicon", prefix),
		DEALWATCH_DATADIR "/lexicon",
		"conf/lexicon",
	};

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		find_glob(arena, "", arena_printf(arena, "%s/*.conf", folders[i]), ret_list);
		if (ret_list->n > 0)
			return;
	}
}

const char *
find_secret(struct arena *arena, const char *beside, const char *name)
{
	static const char *const prefixes[] = { "", CREDENTIAL_PREFIX };
	const char *folder = env("CREDENTIALS_DIRECTORY"), *path;

	for (size_t i = 0; folder && !strchr(name, '/') && i < ARRAY_LEN(prefixes); i++) {
		path = arena_printf(arena, "%s/%s%s", folder, prefixes[i], name);
		if (access(path, F_OK) == 0)
			return path;
	}
	path = file_beside(arena, beside, name);
	if (strchr(name, '/') || access(path, F_OK) == 0)
		return path;
	/* Where the system unit's credentials lie for root, who runs a command by hand. */
	name = file_beside(arena, beside, arena_printf(arena, "credentials/%s", name));
	return access(name, F_OK) == 0 ? name : path;
}
