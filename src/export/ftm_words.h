/* Which of what is known can FollowTheMoney say? */
#ifndef EXPORT_FTM_WORDS_H
#define EXPORT_FTM_WORDS_H

#include "book/book.h"

/** By enum model_schema and model_property: FtM has that property for entities of that schema. */
struct ftm_words {
	bool has[SCHEMA_COUNT][PROP_COUNT];
};

void ftm_words_fill(struct ftm_words *words);
/** The name of a schema in FtM: that of the model, or of the nearest that FtM has. Static. */
const char *ftm_schema_name(enum model_schema schema);
/** What FtM calls the type of a property. Static. */
const char *ftm_type_name(enum model_property property);
/** A date in FtM's words, which are beginnings of YYYY-MM-DD: without the marks of doubt that they have none for; empty
 * for what they cannot say, as that it lies between two years. */
str ftm_date(str edtf, char out[DATE_TEXT_MAX]);

#endif
