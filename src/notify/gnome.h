/*
 * gnome - GLib and libnotify, which are loaded when first something shall go to the desktop.
 *
 * They cost a third of the start of the process and a megabyte, and where there is no desktop they
 * need not even be installed. So the program is not linked with them; what is used of them stands
 * in this list.
 */
#pragma once

#include <gio/gio.h>
#include <libnotify/notify.h>
#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

#define GNOME_LIST(X)                                                                              \
	X(g_bus_get_sync)                                                                          \
	X(g_clear_error)                                                                           \
	X(g_dbus_connection_call_sync)                                                             \
	X(g_dbus_connection_is_closed)                                                             \
	X(g_dbus_connection_set_exit_on_close)                                                     \
	X(g_dbus_error_quark)                                                                      \
	X(g_dbus_error_strip_remote_error)                                                         \
	X(g_error_matches)                                                                         \
	X(g_idle_source_new)                                                                       \
	X(g_io_error_quark)                                                                        \
	X(g_main_context_new)                                                                      \
	X(g_main_context_pop_thread_default)                                                       \
	X(g_main_context_push_thread_default)                                                      \
	X(g_main_context_unref)                                                                    \
	X(g_main_loop_new)                                                                         \
	X(g_main_loop_quit)                                                                        \
	X(g_main_loop_run)                                                                         \
	X(g_main_loop_unref)                                                                       \
	X(g_object_unref)                                                                          \
	X(g_set_error_literal)                                                                     \
	X(g_signal_connect_data)                                                                   \
	X(g_signal_handlers_disconnect_matched)                                                    \
	X(g_source_attach)                                                                         \
	X(g_source_destroy)                                                                        \
	X(g_source_set_callback)                                                                   \
	X(g_source_set_priority)                                                                   \
	X(g_source_unref)                                                                          \
	X(g_spawn_async)                                                                           \
	X(g_timeout_source_new)                                                                    \
	X(g_variant_get)                                                                           \
	X(g_variant_iter_free)                                                                     \
	X(g_variant_iter_loop)                                                                     \
	X(g_variant_new)                                                                           \
	X(g_variant_new_string)                                                                    \
	X(g_variant_unref)                                                                         \
	X(notify_init)                                                                             \
	X(notify_is_initted)                                                                       \
	X(notify_notification_add_action)                                                          \
	X(notify_notification_clear_actions)                                                       \
	X(notify_notification_clear_hints)                                                         \
	X(notify_notification_get_closed_reason)                                                   \
	X(notify_notification_new)                                                                 \
	X(notify_notification_set_category)                                                        \
	X(notify_notification_set_hint)                                                            \
	X(notify_notification_set_urgency)                                                         \
	X(notify_notification_show)                                                                \
	X(notify_notification_update)                                                              \
	X(notify_uninit)

/* Each under its own name. */
struct gnome {
#define X(name) __typeof__(name) *name;
	GNOME_LIST(X)
#undef X
};

/* false: libnotify is not installed, or is too old. Once loaded, they stay until the process ends. */
MUST_CHECK bool gnome_find(struct gnome *ret_gnome, struct err *err);
