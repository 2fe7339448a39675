/* Actor dictionaries, inside: what the reader of groups and the parser of roles share. */
#ifndef SOURCES_ACTORS_H
#define SOURCES_ACTORS_H

#include "sources/say.h"

/** One `[CODE dates]`. */
struct actor_role {
	str code;
	str text;             /* as published, without brackets */
	struct date from, to; /* the last day is `to`; DATE_UNKNOWN where it has no bound */
	uint64_t line;
	bool dated;
};

/** Reads a role; returns why it is none, or NULL. Two-digit years are of 1930 to 2029, unless the range would then end
 *  before it begins. */
const char *actor_role_parse(str text, struct actor_role *out);
/** Roles that the code says, in English: "government, business (Afghanistan)"; the code itself when it says none. */
str actor_role_name(struct say *say, str code);
/** The country of a code, empty when it begins with no country. */
str actor_role_country(str code);
/** Is it an office: in a government, parliament, army …? */
bool actor_role_is_office(str code);
/** Has the code the role (three letters)? */
bool actor_role_has(str code, const char *role);

#endif
