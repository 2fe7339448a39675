/* Kinds of standing: what someone was on the document's date, by the strongest thing that is known. */
#include "report/html.h"

static const struct {
	const char *class, *title, *word;
} kinds[KIND_COUNT] = {
    [KIND_LISTED] = {"listed", "Listed on the date", "listed"},
    [KIND_POSSIBLY] = {"possibly", "Possibly listed on the date", "possibly listed"},
    [KIND_FORMERLY] = {"formerly", "Formerly listed", "formerly listed"},
    [KIND_LATER] = {"later", "Listed later", "listed later"},
    [KIND_HOLDS] = {"holds", "In office on the date", "in office"},
    [KIND_MAY_HOLD] = {"may-hold", "Possibly in office on the date", "possibly in office"},
    [KIND_HELD] = {"held", "In office at another time", "not in office then"},
    [KIND_NAMED] = {"named", "Also named", "also named"},
    [KIND_DOUBT] = {"doubt", "Who else it could be", "the text does not decide"},
};

const char *html_kind_class(enum html_kind kind)
{
	return kinds[kind].class;
}

const char *html_kind_title(enum html_kind kind)
{
	return kinds[kind].title;
}

const char *html_kind_word(enum html_kind kind)
{
	return kinds[kind].word;
}

static enum html_kind kind_by_office(const ties_entity *entity, ties_when on)
{
	enum html_kind kind = entity->office_count ? KIND_HELD : KIND_NAMED;

	for (size_t i = 0; i < entity->office_count; i++) {
		enum hold_state state = hold_state(entity->offices[i].on, entity->offices[i].from, on);
		if (state == HOLD_YES)
			return KIND_HOLDS;
		if (state == HOLD_POSSIBLY)
			kind = KIND_MAY_HOLD;
	}
	return kind;
}

enum html_kind html_kind_of(const ties_entity *entity, ties_when on)
{
	static const struct {
		enum hold_state state;
		enum html_kind kind;
	} by_listing[] = {{HOLD_YES, KIND_LISTED},
	                  {HOLD_POSSIBLY, KIND_POSSIBLY},
	                  {HOLD_ENDED, KIND_FORMERLY},
	                  {HOLD_LATER, KIND_LATER}};

	for (size_t i = 0; i < sizeof by_listing / sizeof *by_listing; i++)
		if (entity_count_listings(entity, on, by_listing[i].state))
			return by_listing[i].kind;
	return kind_by_office(entity, on);
}
