/* Who lists an entity, in one sentence.
 *
 * A jurisdiction may have several listings of one entity; it is named once, by the strongest thing that holds:
 * listed, possibly listed, listed later, formerly listed. Where every listing that says so is recalled from
 * memory, that is said beside the name. */
#include "report/entity.h"

enum hold_state hold_state(ties_truth on, ties_when from, ties_when date)
{
	if (on == TIES_YES)
		return HOLD_YES;
	if (on == TIES_POSSIBLY)
		return HOLD_POSSIBLY;
	return from.first != TIES_DAY_MIN && from.first > date.last ? HOLD_LATER : HOLD_ENDED;
}

str listing_by(const ties_listing *listing)
{
	if (str_is(listing->jurisdiction, "XG")) /* codes assigned by the data itself; people know these names */
		return STR("GCC");
	if (str_is(listing->jurisdiction, "XL"))
		return STR("LAS");
	return listing->jurisdiction.len ? listing->jurisdiction : listing->dataset;
}

str listing_label(const ties_listing *listing)
{
	const str choice[] = {listing->label, listing->regime, listing->authority, listing->dataset};

	for (size_t i = 0; i < sizeof choice / sizeof *choice; i++)
		if (choice[i].len)
			return choice[i];
	return STR("list");
}

str reason_in_words(str reason)
{
	return str_equal_nocase(reason, STR("none given")) ? STR("no reason given") : reason;
}

const char *listing_end_word(const ties_listing *listing)
{
	if (str_is(listing->status, "superseded"))
		return "superseded";
	return str_is(listing->status, "merged") ? "merged" : "removed";
}

str listing_source(const ties_listing *listing)
{
	return listing->source.len ? listing->source : listing->ref.len ? listing->ref : listing->dataset;
}

static enum hold_state state_of(const ties_entity *entity, size_t i, ties_when on)
{
	return hold_state(entity->listings[i].on, entity->listings[i].from, on);
}

size_t entity_count_listings(const ties_entity *entity, ties_when on, enum hold_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < entity->listing_count; i++)
		count += state_of(entity, i, on) == state;
	return count;
}

/** Is listing `i` the first of its jurisdiction in its state, and is there none in a stronger state? */
static bool stands_for(const ties_entity *entity, ties_when on, size_t i)
{
	enum hold_state state = state_of(entity, i, on);
	str by = listing_by(&entity->listings[i]);

	for (size_t j = 0; j < entity->listing_count; j++) {
		enum hold_state other = state_of(entity, j, on);
		if (j != i && (other < state || (other == state && j < i)) &&
		    str_equal(listing_by(&entity->listings[j]), by))
			return false;
	}
	return true;
}

size_t entity_jurisdictions(const ties_entity *entity, ties_when on, enum hold_state state, size_t into[SUMMARY_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < entity->listing_count; i++) {
		if (state_of(entity, i, on) != state || !stands_for(entity, on, i))
			continue;
		if (count < SUMMARY_MAX)
			into[count] = i;
		count++;
	}
	return count;
}

bool entity_is_recalled(const ties_entity *entity, ties_when on, enum hold_state state, str jurisdiction)
{
	for (size_t i = 0; i < entity->listing_count; i++)
		if (state_of(entity, i, on) == state && str_equal(listing_by(&entity->listings[i]), jurisdiction) &&
		    entity->listings[i].confidence != TIES_RECALLED)
			return false;
	return true;
}

static const char RECALLED[] = " (from memory)";

static void enumerate(struct report_out *out, const ties_entity *entity, ties_when on, enum hold_state state,
                      const size_t *which, size_t count, unsigned indent)
{
	for (size_t i = 0; i < count && i < SUMMARY_MAX; i++) {
		str by = listing_by(&entity->listings[which[i]]);
		bool recalled = entity_is_recalled(entity, on, state, by);
		if (i)
			page_put(out, ", ");
		page_room(out, page_width(by) + (recalled ? sizeof RECALLED : 1), indent);
		page_text(out, by);
		page_put(out, recalled ? RECALLED : "");
	}
	if (count > SUMMARY_MAX)
		page_print(out, " and %zu more", count - SUMMARY_MAX);
}

/** "not listed", with a word for entities of which no list speaks at all. */
static void summary_none(struct report_out *out, ties_when on, bool date)
{
	page_put(out, "not listed");
	if (date) {
		page_print(out, " %s ", page_preposition(on));
		page_text(out, on.edtf);
	}
}

void entity_summary(struct report_out *out, const ties_entity *entity, ties_when on, bool date, unsigned indent)
{
	static const char *const words[HOLD_COUNT] = {"listed", "possibly", "later", "formerly"};
	static const enum page_colour colours[HOLD_COUNT] = {PAGE_RED, PAGE_AMBER, PAGE_PLAIN, PAGE_AMBER};
	bool any = false;

	if (entity->listing_count == 0) {
		page_put(out, "no listing known");
		return;
	}
	for (enum hold_state state = HOLD_YES; state < HOLD_COUNT; state++) {
		size_t which[SUMMARY_MAX];
		size_t count = entity_jurisdictions(entity, on, state, which);
		if (count == 0) {
			if (state == HOLD_YES && !entity_count_listings(entity, on, HOLD_POSSIBLY)) {
				summary_none(out, on, date);
				any = true;
			}
			continue;
		}
		page_put(out, any ? "; " : "");
		page_room(out, sizeof "formerly listed on 2012-12-20 by EU" - (any ? 20 : 0), indent);
		page_colour(out, colours[state]);
		page_put(out, !any && state == HOLD_POSSIBLY ? "possibly listed" : words[state]);
		if (!any && date) {
			page_print(out, " %s ", page_preposition(on));
			page_text(out, on.edtf);
		}
		page_put(out, " by ");
		enumerate(out, entity, on, state, which, count, indent);
		page_colour(out, PAGE_PLAIN);
		any = true;
	}
}
