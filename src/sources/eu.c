/* EU financial sanctions as XML (xmlFullSanctionsList 1.1): <export generationDate=…> <sanctionEntity> …
 * </sanctionEntity>.
 *
 * Everything stands in attributes; what is absent is an empty one. A removal shows as absence; `delistingDate`
 * announces one to come. The address of the list answers errors in bursts, so a file without an entity is
 * refused. */
#include "sources/eu_entity.h"
#include "sources/formats.h"

struct reader {
	struct say say;
	ties_error *err;
};

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;

	return eu_entity_emit(&r->say, t, r->err);
}

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 2 && str_is(name, "sanctionEntity");
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	const struct tree_reader reader = {.context = &r,
	                                   .root = "export",
	                                   .expect = "the EU's list with the root <export>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the EU's list has no file");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = say_check_entries(&r.say, "the EU's list", err);
	say_finish(&r.say);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "export") || str_find(head, STR("<sanctionEntity"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.dataset = "eu_fsf"};
	if (date_parse(xml_root_attribute(head, "generationDate"), &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	return true;
}

const struct source_format source_eu_xml = {
    .name = "eu-fsf-xml",
    .family = "EU",
    .describes = "EU financial sanctions (xmlFullSanctionsList_1_1.xml)",
    .parts = {"xmlFullSanctionsList_1_1.xml"},
    .detect = detect,
    .read = read,
};
