/*
 * mend - a broken document to a well-formed one, piece by piece.
 */
#pragma once

#include "markup/xml.h"

/*
 * Hands out the root element in well-formed pieces, until on_piece returns false; on_cut comes
 * before the ends of what is left open where the bytes end. Gives what was wrong (XML_REPAIRED_…).
 * Linear in the bytes, with memory for one piece.
 */
unsigned mend(const struct xml_prologue *prologue,
	bool (*on_piece)(void *arg, const char *bytes, size_t len), void (*on_cut)(void *arg),
	void *arg);
