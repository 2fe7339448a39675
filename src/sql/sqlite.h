/* SQLite as the program links it, or as it calls a loadable extension. */
#ifndef SQL_SQLITE_H
#define SQL_SQLITE_H

#ifdef TIES_SQL_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#else
#include <sqlite3.h>
#endif

#endif
