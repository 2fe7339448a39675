/* Names of the World Bank's list, taken apart. Inner header of wb.c. */
#ifndef SOURCES_WB_NAME_H
#define SOURCES_WB_NAME_H

#include "base/arena.h"
#include "model/model.h"

enum { WB_NAMES_MAX = 64 };

struct wb_names {
	size_t count;
	struct {
		enum model_property kind;
		str name;
	} list[WB_NAMES_MAX];
};

/** "ELMCREST LTD, FORMERLY KNOWN AS LANDMARC LTD *234" has a name and a previous name. `kind` is that of what stands
 *  before the first phrase. Footnotes go. Strings are in `arena`. */
void wb_names_add(struct wb_names *out, enum model_property kind, str text, struct arena *arena);
/** What a note to an entry says of names: "(a.k.a. DRC International)", "(江苏中天科技股份有限公司)*479". */
void wb_names_add_note(struct wb_names *out, str note, struct arena *arena);
/** "91320691564338509P" of "(Reg. No: 91320691564338509P)*479"; empty when there is none. */
str wb_registration(str note);

#endif
