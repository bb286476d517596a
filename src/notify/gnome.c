#include "gnome.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* It needs GLib itself, so what is asked of it is found in both. */
#define LIBNOTIFY "libnotify.so.4"

static const struct {
	const char *name;
	size_t offset;
} functions[] = {
#define X(name) { #name, offsetof(struct gnome, name) },
	GNOME_LIST(X)
#undef X
};

bool
gnome_find(struct gnome *ret_gnome, struct err *err)
{
	void *libnotify = dlopen(LIBNOTIFY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	if (!libnotify) {
		err_set(err, ERR_FAIL, "desktop notifications need %s, which cannot be loaded: %s",
			LIBNOTIFY, dlerror());
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(functions); i++) {
		void *function = dlsym(libnotify, functions[i].name);

		if (!function) {
			err_set(err, ERR_FAIL, "%s is too old: it lacks %s", LIBNOTIFY,
				functions[i].name);
			return false;
		}
		memcpy((char *)ret_gnome + functions[i].offset, &function, sizeof function);
	}
	return true;
}
