#include "history/history.h"

ties_code history_time_parse(struct history_time *out, const ties_time *time, struct date today, struct arena *arena,
                             ties_error *err)
{
	char text[DATE_TEXT_MAX];

	*out = (struct history_time){.on = today, .known_on = {.kind = DATE_UNKNOWN}};
	if (time && time->on.len) {
		ties_code rc = date_span_parse(time->on, &out->on, err);
		if (rc != TIES_OK)
			return TIES_ERR_USAGE;
	}
	if (time && time->known_on.len) {
		ties_code rc = date_parse(time->known_on, &out->known_on, err);
		if (rc != TIES_OK)
			return TIES_ERR_USAGE;
	}
	out->on_text = arena_copy(arena, (str){text, date_print(out->on, text)});
	return arena->failed ? error_nomem(err) : TIES_OK;
}

ties_code history_time_read(struct history_time *out, const ties_time *time, struct arena *arena, ties_error *err)
{
	int32_t day = date_today();

	return history_time_parse(out, time, (struct date){.first = day, .last = day, .kind = DATE_KNOWN}, arena, err);
}
