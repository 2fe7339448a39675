/* `match` in text: the score, what it means in words, and the reasons as aligned pairs.
 *
 *   0.98  the same name, in another script
 *         Usama ↔ أسامة   transliteration   1.00 × 0.31
 *
 * The score of a pair is the mean of the similarities weighed with the numbers behind ×, which add up to one. */
#include "report/match.h"

enum { SIDE_MAX = 24, INDENT = 6 };

struct band {
	double from; /* lowest score */
	const char *words;
};

static const struct band bands[] = {
    {0.995, "the same name"},         {0.85, "very likely the same name"},
    {0.70, "probably the same name"}, {0.50, "similar names, hardly the same"},
    {-1, "different names"},
};

static const char *in_words(double score)
{
	size_t i = 0;

	while (score < bands[i].from)
		i++;
	return bands[i].words;
}

/** Widths of the three columns of text. */
struct widths {
	unsigned left, right, why;
};

static unsigned at_most(size_t n, unsigned most)
{
	return n < most ? (unsigned)n : most;
}

static struct widths measure(const ties_reason *reasons, size_t count)
{
	struct widths w = {0};

	for (size_t i = 0; i < count; i++) {
		unsigned left = at_most(page_width(reasons[i].left), SIDE_MAX);
		unsigned right = at_most(page_width(reasons[i].right), SIDE_MAX);
		unsigned why = at_most(reasons[i].why ? strlen(reasons[i].why) : 0, 28);
		w.left = left > w.left ? left : w.left;
		w.right = right > w.right ? right : w.right;
		w.why = why > w.why ? why : w.why;
	}
	return w;
}

void match_reasons(struct report_out *out, const ties_reason *reasons, size_t count, unsigned indent)
{
	struct widths w = measure(reasons, count);
	unsigned right_at = indent + w.left + (out->utf8 ? 3 : 5), why_at = right_at + w.right + 3;

	for (size_t i = 0; i < count; i++) {
		const ties_reason *r = &reasons[i];
		page_to(out, indent);
		page_cut(out, r->left, SIDE_MAX);
		page_to(out, indent + w.left);
		if (r->left.len && r->right.len)
			page_sign(out, " ↔ ", " <-> ");
		page_to(out, right_at);
		page_cut(out, r->right, SIDE_MAX);
		page_to(out, why_at);
		page_put(out, r->why ? r->why : "");
		page_to(out, why_at + w.why + 3);
		page_print(out, "%.2f", r->similarity);
		page_sign(out, " × ", " x ");
		page_print(out, "%.2f", r->weight);
		page_line(out);
	}
}

void report_match_text(struct report_out *out, const struct report_pair *pair)
{
	const ties_pair_score *score = pair->score;

	page_colour(out, PAGE_BOLD);
	page_print(out, "%.2f", score->score);
	page_colour(out, PAGE_PLAIN);
	if (pair->other_scorer)
		page_print(out, "  by %s", score->scorer);
	else
		page_print(out, "  %s", in_words(score->score));
	if (page_is_latin(pair->name1) != page_is_latin(pair->name2))
		page_put(out, ", in another script");
	if (out->verbose && !pair->other_scorer && score->scorer)
		page_print(out, "  (%s)", score->scorer);
	page_line(out);
	match_reasons(out, score->reasons, score->reason_count, INDENT);
}

void report_match_line(struct report_out *out, const struct report_pair *pair)
{
	if (pair->score)
		page_print(out, "%.2f  ", pair->score->score);
	else
		page_sign(out, "–     ", "-     ");
	page_text(out, pair->name1);
	page_sign(out, " ↔ ", " <-> ");
	page_text(out, pair->name2);
	if (pair->other_scorer && pair->score)
		page_print(out, "  by %s", pair->score->scorer);
	if (pair->error) {
		page_put(out, "  not scored: ");
		page_text(out, str_from(pair->error));
	}
	page_line(out);
}
