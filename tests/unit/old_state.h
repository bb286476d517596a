/* Scripts that take a state of today back by a version; the number of the version stays. */
#pragma once

#define TO_VERSION_3 "DROP TABLE watches;"
#define TO_VERSION_2 TO_VERSION_3 "ALTER TABLE seen DROP COLUMN more;"
