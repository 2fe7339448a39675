/* Why did two names score as they did? Alignments with the words as written. */
#ifndef MATCH_REASONS_H
#define MATCH_REASONS_H

#include "base/arena.h"
#include "names/names.h"
#include "ties/match.h"

/** One name of a comparison. */
struct reasons_side {
	str text;                     /* as written */
	const struct name_form *form; /* its reading that scored */
};

/** An entry per pair of the alignment, left-over tokens included, in `arena`; slices point into the texts. NULL when
 *  there is none or memory ran out (then the arena says so). */
const ties_reason *reasons_of(const struct name_alignment *alignment, struct reasons_side left,
                              struct reasons_side right, struct arena *arena);

#endif
