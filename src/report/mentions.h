/* The mentions of a scan, sorted for showing: by entity, and by how they are written. Internal to src/report. */
#ifndef REPORT_MENTIONS_H
#define REPORT_MENTIONS_H

#include "base/arena.h"
#include "report/page.h"

/** One way in which an entity is written in the document. */
struct mention_form {
	str text;
	size_t count;
	size_t first; /* index of the first such mention */
};

/** Forms of one entity, the most frequent one first; or, of ambiguous mentions, those with the same text. */
struct mention_forms {
	const struct mention_form *forms;
	size_t count;
};

/** One word that can mean several entities. */
struct mention_doubt {
	const ties_mention *mention; /* the first one */
	size_t count;                /* mentions with the same text and the same readings */
	size_t line;                 /* of the first one, from 1 */
};

struct mentions {
	struct mention_forms *of;     /* for each entity of the scan */
	struct mention_doubt *doubts; /* in order of the text */
	size_t doubt_count;
};

/** Sorts the mentions of `scan`; everything is in `arena`. False when memory ran out. Expected
 *  O(text + mentions log mentions). */
bool mentions_sort(struct mentions *out, const ties_scan *scan, struct arena *arena);
/** What an entity of a scan is shown under. */
enum mention_section { SECTION_LISTED, SECTION_OFFICE, SECTION_OTHER };
enum mention_section mention_section(const ties_scan_entity *entity);

/** English name of an ISO 639-1 language code, the code itself where none is known, "" for "und". */
const char *language_words(const char *code);
/** "first line" and the like: where the date of a document came from. */
const char *date_from_words(const char *from);

#endif
