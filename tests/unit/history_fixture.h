/* Answers about history made by hand, for test_pictures: two entities, who listed them, and who decided. */
#ifndef TESTS_HISTORY_FIXTURE_H
#define TESTS_HISTORY_FIXTURE_H

#include "tests/unit/report_fixture.h"

enum { MEK_SPELLS = 9, FORCE_SPELLS = 3, HOSTILE_SPELLS = 3, DECIDERS = 12 };

struct history_fixture {
	struct fixture answers;
	ties_office offices[DECIDERS];
	ties_str names[DECIDERS];
	size_t decider_count;
	ties_spell mek[MEK_SPELLS], force[FORCE_SPELLS], hostile[HOSTILE_SPELLS];
	ties_event events[5];
	ties_candidate one[3];
	ties_timeline timeline, other, harmful, person, nobody;
	ties_candidate harper[1];
	ties_step listed[7], delisted[5];
	ties_compared compared[2];
	ties_opposite opposite[1];
	ties_comparison comparison;
};

/** The next deciders of a decision. */
static void decided(struct history_fixture *h, ties_decision *d, const char *name, const char *position, ties_when from,
                    ties_when to, ties_truth on)
{
	ties_office *office = &h->offices[h->decider_count];

	*office = (ties_office){.position = str_from(position), .from = from, .to = to, .on = on};
	h->names[h->decider_count++] = str_from(name);
	if (d->decider_count++ == 0) {
		d->deciders = office;
		d->decider_names = &h->names[h->decider_count - 1];
	}
}

/** The spell that one listing tells of. */
static ties_spell spell_of(const ties_listing *l)
{
	ties_spell s = {.jurisdiction = l->jurisdiction,
	                .regime = l->regime,
	                .label = l->label,
	                .from = l->from,
	                .to = l->to,
	                .on = l->on,
	                .confidence = l->confidence};

	s.begin = (ties_decision){.when = l->from,
	                          .authority = l->authority,
	                          .instrument = l->instrument,
	                          .reason = l->reason,
	                          .source = l->source,
	                          .confidence = l->from_confidence};
	if (l->to.edtf.len)
		s.end = (ties_decision){
		    .when = l->to, .reason = l->end_reason, .source = l->source, .confidence = l->to_confidence};
	return s;
}

static void fill_spells(struct history_fixture *h)
{
	static const size_t order[MEK_SPELLS - 1] = {0, 1, 7, 2, 3, 4, 5, 6}; /* by jurisdiction's first beginning */
	const ties_listing *mek = h->answers.mek;

	for (size_t i = 0; i < MEK_SPELLS - 1; i++)
		h->mek[i] = spell_of(&mek[order[i]]);
	h->mek[8] = h->mek[7]; /* once more on the same list, by what nobody knows the end of */
	h->mek[8].from = span("2016-23", day(2016, 9, 1), day(2016, 11, 30));
	h->mek[8].to = unknown_end;
	h->mek[8].on = TIES_POSSIBLY;
	h->mek[8].begin = h->mek[8].end = (ties_decision){0};
	decided(h, &h->mek[1].begin, "Madeleine Albright", "Secretary of State", on_day("1997-01-23"),
	        on_day("2001-01-20"), TIES_YES);
	decided(h, &h->mek[1].end, "Hillary Clinton", "Secretary of State", on_day("2009-01-21"), on_day("2013-02-01"),
	        TIES_YES);
	decided(h, &h->mek[2].begin, "Colin Powell", "Secretary of State", on_day("2001-01-20"), on_day("2005-01-26"),
	        TIES_YES);
	decided(h, &h->mek[3].begin, "Jack Straw", "Home Secretary", on_day("1997-05-02"), on_day("2001-06-08"),
	        TIES_YES);
	decided(h, &h->mek[3].end, "Jacqui Smith", "Home Secretary", on_day("2007-06-28"), on_day("2009-06-05"),
	        TIES_YES);
	decided(h, &h->mek[7].begin, "Anne McLellan", "Minister of Public Safety", on_day("2003-12-12"),
	        on_day("2006-02-06"), TIES_YES);
	decided(h, &h->mek[7].end, "Vic Toews", "Minister of Public Safety", on_day("2010-01-19"), on_day("2013-07-09"),
	        TIES_YES);
	decided(h, &h->mek[7].end, "Stephen Harper", "Prime Minister", on_day("2006-02-06"), on_day("2015-11-04"),
	        TIES_POSSIBLY);
	for (size_t i = 0; i < FORCE_SPELLS; i++)
		h->force[i] = spell_of(&h->answers.force[i]);
	for (size_t i = 0; i < 2; i++)
		h->hostile[i] = spell_of(&h->answers.hostile[i]);
	h->hostile[2] = h->hostile[1];
	h->hostile[2].label = STR("制裁対象者リスト（国際テロリスト財産凍結法による資産凍結の対象）");
	h->hostile[2].jurisdiction = STR("\xEF\xBF\xBE\xEF\xBF\xBF\xC0");
	decided(h, &h->hostile[1].begin, "وزیر امور خارجهٔ جمهوری اسلامی ایران", "<i>Minister</i>", on_day("2018-01-01"),
	        still, TIES_YES);
	decided(h, &h->hostile[1].begin, "\u202egnorw\u202c \"&'<>", "<i>Minister</i>", on_day("2018-03-01"), still,
	        TIES_POSSIBLY);
}

static void fill_events(struct history_fixture *h)
{
	h->events[0] = (ties_event){.when = span("1965-09~", day(1965, 9, 1), day(1965, 9, 30)),
	                            .kind = "founding",
	                            .text = STR("Founded"),
	                            .modality = STR("asserted"),
	                            .source = STR("Abrahamian 1989"),
	                            .ref = STR("designations:mujahedin-e-khalq"),
	                            .spell = UINT32_MAX};
	h->events[1] = (ties_event){.when = h->mek[7].from,
	                            .kind = "listing",
	                            .text = STR("Listed by CA (Criminal Code list)"),
	                            .jurisdiction = STR("CA"),
	                            .modality = STR("asserted"),
	                            .source = h->mek[7].begin.source,
	                            .ref = STR("designations:mek-ca"),
	                            .spell = 7};
	h->events[2] = h->events[1];
	h->events[2].when = h->mek[7].to;
	h->events[2].kind = "delisting";
	h->events[2].text = STR("Removed by CA (Criminal Code list)");
	h->events[2].reason = STR("none given");
	h->events[3] = (ties_event){.when = unknown_end,
	                            .kind = "event",
	                            .text = STR("Received funds from a foreign state"),
	                            .modality = STR("alleged"),
	                            .attribution = STR("two former officials"),
	                            .source = STR("https://example.org/?a=1&b=\"<x>\""),
	                            .ref = STR("ties:t-9"),
	                            .confidence = TIES_RECALLED,
	                            .spell = UINT32_MAX};
}

static ties_timeline timeline_of(const ties_candidate *one, const ties_spell *spells, size_t count, ties_when on)
{
	return (ties_timeline){.query = STR("asked"),
	                       .on = on,
	                       .candidates = one,
	                       .candidate_count = 1,
	                       .spells = spells,
	                       .spell_count = count};
}

static void fill_timelines(struct history_fixture *h)
{
	const ties_when on = h->answers.scan.date;

	h->one[0].entity = mek_entity(&h->answers);
	h->one[1].entity = (ties_entity){.caption = STR("Islamic Revolutionary Guard Corps \u2013 Quds Force"),
	                                 .listings = h->answers.force,
	                                 .listing_count = FORCE_SPELLS};
	h->one[2].entity =
	    (ties_entity){.caption = STR("<script>alert(1)</script>\x01 & \u202e\"Evil\" 'Corp' \u5236\u88c1"),
	                  .listings = h->answers.hostile,
	                  .listing_count = 2,
	                  .offices = h->answers.rajavi,
	                  .office_count = 1};
	h->harper[0].entity =
	    (ties_entity){.caption = STR("Stephen Harper"), .offices = h->answers.harper, .office_count = 2};
	h->timeline = timeline_of(&h->one[0], h->mek, MEK_SPELLS, on);
	h->timeline.events = h->events;
	h->timeline.event_count = 4;
	h->other = timeline_of(&h->one[1], h->force, FORCE_SPELLS, on);
	h->harmful =
	    timeline_of(&h->one[2], h->hostile, HOSTILE_SPELLS, span("2018~/\"<", day(2018, 1, 1), day(2018, 12, 31)));
	h->person = timeline_of(h->harper, NULL, 0, on);
	h->nobody = (ties_timeline){.query = STR("Nobody & <co>"), .on = on};
}

/** Steps of the spells in `which`, the days as they lie. */
static void fill_steps(ties_step *into, const ties_spell *spells, const uint32_t *which, size_t count, bool end)
{
	for (size_t i = 0; i < count; i++) {
		ties_when when = end ? spells[which[i]].to : spells[which[i]].from;
		ties_when first = i ? into[0].when : when, before = i ? into[i - 1].when : when;
		into[i] = (ties_step){.jurisdiction = spells[which[i]].jurisdiction,
		                      .spell = which[i],
		                      .when = when,
		                      .lag_first = i ? when.first - first.last : 0,
		                      .lag_last = i ? when.last - first.first : 0,
		                      .gap_first = i ? when.first - before.last : 0,
		                      .gap_last = i ? when.last - before.first : 0};
	}
}

static void fill_comparison(struct history_fixture *h)
{
	static const uint32_t listed[] = {0, 1, 3, 4, 5, 6, 7}, delisted[] = {3, 5, 1, 6, 4}, force[] = {0, 1, 2};
	static ties_step other[3];
	static const ties_str still_by[] = {{"IR", 2}, {"CA", 2}};

	fill_steps(h->listed, h->mek, listed, 7, false);
	fill_steps(h->delisted, h->mek, delisted, 5, true);
	fill_steps(other, h->force, force, 3, false);
	h->compared[0] = (ties_compared){&h->timeline, h->listed, 7, h->delisted, 5, still_by, 2};
	h->compared[1] = (ties_compared){&h->other, other, 3, NULL, 0, still_by + 1, 1};
	h->opposite[0] = (ties_opposite){day(2012, 12, 17), 0, 7, 1, 1};
	h->comparison = (ties_comparison){.on = h->answers.scan.date,
	                                  .entities = h->compared,
	                                  .entity_count = 2,
	                                  .opposites = h->opposite,
	                                  .opposite_count = 1};
}

static void history_fill(struct history_fixture *h)
{
	*h = (struct history_fixture){0};
	fixture_fill(&h->answers);
	fill_spells(h);
	fill_events(h);
	fill_timelines(h);
	fill_comparison(h);
}

#endif
