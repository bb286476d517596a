/*
 * date_word - the words of a date: months in many languages, names of zones.
 */
#pragma once

#include <stdbool.h>

enum { DATE_WORD_MAX = 48 };

/* Copies a word in lower case without its accents and moves *at past it; empty: no word is there. */
void date_word(const char **at, char word[DATE_WORD_MAX]);

/* Minutes east of Greenwich of a zone's name, or of one of RFC 822's military letters. */
bool date_zone(const char *word, long *ret_minutes);

/* 1 to 12, by the beginning of its name. */
bool date_month(const char *word, long *ret_month);
