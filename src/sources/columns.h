/* What the columns of a CSV file with a free header mean: for plain lists and for files of queries. */
#ifndef SOURCES_COLUMNS_H
#define SOURCES_COLUMNS_H

#include "model/model.h"

enum column_role {
	COLUMN_UNKNOWN,
	COLUMN_PROPERTY, /* values of a property */
	COLUMN_ID,       /* record id */
	COLUMN_SCHEMA    /* "Person", "company", "vessel" … */
};

struct column {
	enum column_role role;
	enum model_property property; /* of COLUMN_PROPERTY */
	bool list;                    /* several values separated by ";" */
};

/** The meaning of a header cell: "Full Name", "dob", "birthDate", "passport no" … Case, blanks, "_", "-" and "." do not
 *  count; FtM property names are known too. */
struct column column_of(str header);
/** A schema by FtM name or by a word lists use ("individual", "ship"); false when unknown. */
bool column_schema(str value, enum model_schema *out);

#endif
