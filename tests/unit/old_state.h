/* Scripts that take a state of today back by a version; the number of the version stays. */
#pragma once

#define TO_VERSION_4                                                                               \
	"DROP INDEX deals_same_as; ALTER TABLE deals DROP COLUMN same_as;"                         \
	"ALTER TABLE deal_told DROP COLUMN was;"
#define TO_VERSION_3 TO_VERSION_4 "DROP TABLE watches;"
#define TO_VERSION_2 TO_VERSION_3 "ALTER TABLE seen DROP COLUMN more;"
