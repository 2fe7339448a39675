#include "match/reasons.h"

/* What was written between the first and the last of `count` tokens. */
static str as_written(struct reasons_side side, size_t first, size_t count)
{
	if (count == 0 || first + count > side.form->count)
		return STR("");
	size_t begin = side.form->token[first].start, end = begin;
	for (size_t i = first; i < first + count; i++) {
		if (side.form->token[i].start < begin)
			begin = side.form->token[i].start;
		if (side.form->token[i].end > end)
			end = side.form->token[i].end;
	}
	return str_slice(side.text, begin, end);
}

const ties_reason *reasons_of(const struct name_alignment *alignment, struct reasons_side left,
                              struct reasons_side right, struct arena *arena)
{
	ties_reason *out = alignment->count ? arena_array(arena, alignment->count, sizeof *out) : NULL;

	for (size_t i = 0; out && i < alignment->count; i++) {
		const struct name_pair *p = &alignment->pair[i];
		out[i] = (ties_reason){
		    .left = as_written(left, p->left, p->left_count),
		    .right = as_written(right, p->right, p->right_count),
		    .similarity = (double)p->similarity,
		    .weight = (double)p->weight,
		    .why = name_reason_text(p->reason),
		};
	}
	return out;
}
