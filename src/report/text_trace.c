/* `trace` in text: who the two are, then the paths, each step with its date and its source. */
#include "report/entity.h"
#include "report/tie_lines.h"

enum { INDENT = 2, SENTENCE_AT = 16 };

static void ask_again(struct report_out *out, const ties_status *end)
{
	if (end->candidate_count == 0)
		status_nobody(out, end->query);
	else if (end->candidate_count > 1)
		status_ambiguous(out, end->query, end->candidates, end->candidate_count, end->on);
}

static const char *reading_words(ties_reading reading)
{
	switch (reading) {
	case TIES_ON_DATE:
		return "all steps holding ";
	case TIES_BETWEEN:
		return "all steps holding at some time from ";
	case TIES_IN_ORDER:
		return "steps that follow each other in time";
	default:
		return "whenever that was";
	}
}

static void add_reading(struct buf *into, const ties_trace *trace, ties_reading reading)
{
	buf_add(into, str_from(reading_words(reading)));
	if (reading == TIES_ON_DATE) /* "on 2019-07-11", "in 2019" */
		buf_print(into, "%s ", page_preposition(trace->on));
	if (reading == TIES_IN_ORDER && trace->on.edtf.len)
		buf_add(into, STR(", from "));
	buf_add(into, trace->on.edtf);
	if (trace->until.edtf.len) {
		buf_add(into, trace->on.edtf.len || reading != TIES_IN_ORDER ? STR(" to ") : STR(", to "));
		buf_add(into, trace->until.edtf);
	}
}

void trace_found(struct report_out *out, const ties_trace *trace, ties_reading reading)
{
	struct buf text = {0};

	if (!trace->path_count)
		buf_print(&text, "No path of up to %zu steps is known", trace->max_hops);
	else if (trace->path_count == 1)
		buf_add(&text, STR("1 path"));
	else
		buf_print(&text, "The %zu nearest paths", trace->path_count);
	if (trace->path_count || reading != TIES_ANY_TIME) {
		buf_add(&text, trace->path_count ? STR(", ") : STR(" with "));
		add_reading(&text, trace, reading);
	}
	page_wrap(out, buf_str(&text), 0);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void step_line(struct report_out *out, const ties_trace_step *step, ties_reading reading,
                      struct page_notes *notes)
{
	const ties_tie *tie = &step->tie;
	struct buf text = {0};

	tie_date(out, tie, INDENT + 2);
	page_to(out, SENTENCE_AT + 2);
	tie_sentence(&text, tie, step->forward ? tie->from : tie->to);
	if (reading == TIES_ON_DATE && tie->on == TIES_POSSIBLY)
		buf_add(&text, STR(" (possibly then)"));
	if (step->others)
		buf_print(&text, " (and %zu more between the two)", step->others);
	page_wrap(out, buf_str(&text), SENTENCE_AT + 2);
	page_note_line(out, notes, tie->source.len ? tie->source : tie->ref, SENTENCE_AT + 2);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void path_lines(struct report_out *out, const ties_path *path, size_t number, ties_reading reading,
                       struct page_notes *notes)
{
	page_line(out);
	page_print(out, "%zu  ", number);
	page_count(out, path->step_count, "step", "steps");
	page_print(out, ", cost %.2f", path->cost);
	page_line(out);
	for (size_t i = 0; i < path->step_count; i++) {
		const ties_trace_step *step = &path->steps[i];
		page_to(out, INDENT);
		page_colour(out, PAGE_BOLD);
		page_cut(out, step->forward ? step->tie.from_caption : step->tie.to_caption, page_right(out) - INDENT);
		page_colour(out, PAGE_PLAIN);
		page_line(out);
		step_line(out, step, reading, notes);
	}
}

/* What speaks against a tie stands beside what speaks for it. */
static void denial_lines(struct report_out *out, const ties_trace *trace, struct page_notes *notes)
{
	if (!trace->denial_count)
		return;
	page_heading(out, "DENIED BETWEEN THE TWO");
	page_line(out);
	for (size_t i = 0; i < trace->denial_count; i++) {
		const ties_tie *tie = &trace->denials[i];
		struct buf text = {0};
		tie_date(out, tie, INDENT);
		page_to(out, SENTENCE_AT);
		tie_whole_sentence(&text, tie);
		page_wrap(out, buf_str(&text), SENTENCE_AT);
		page_note_line(out, notes, tie->source.len ? tie->source : tie->ref, SENTENCE_AT);
		out->buf.failed |= text.failed;
		buf_finish(&text);
	}
}

void report_trace_text(struct report_out *out, const ties_trace *trace, ties_reading reading)
{
	struct page_notes notes = {0};

	if (trace->from->candidate_count != 1 || trace->to->candidate_count != 1) {
		ask_again(out, trace->from);
		ask_again(out, trace->to);
		return;
	}
	status_introduce(out, trace->from);
	status_introduce(out, trace->to);
	page_line(out);
	trace_found(out, trace, reading);
	page_put(out, ".");
	page_line(out);
	for (size_t i = 0; i < trace->path_count; i++)
		path_lines(out, &trace->paths[i], i + 1, reading, &notes);
	denial_lines(out, trace, &notes);
	if (!trace->complete) {
		page_line(out);
		page_put(out,
		         "The search was cut short: there may be nearer paths. Fewer --max-hops or some --types help.");
		page_line(out);
	}
	page_notes_finish(out, &notes);
}
