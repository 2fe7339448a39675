/* Who was probably meant by a word that means nobody.
 *
 * A record (dataset:id) fails for its dataset or for its id. A name is offered the nearest ones of the database,
 * below the score at which they count as an answer: "Giuliani" is not Rudy Giuliani, but probably means him. */
#include "cli/cli.h"

enum { OFFERED = 3, LOOKED_AT = 64 };
static const double near_from = 0.5; /* from here a name is near */
static const double some_from = 0.2; /* from here it is if it has every word asked for */
static const double word_from = 0.9; /* … as similar as that */

/** "un_sc_sanctions:QDi.430" -> "un_sc_sanctions"; empty when it does not look like a record. */
static str dataset_of(str query)
{
	size_t colon = str_find_char(query, ':', 0);

	for (size_t i = 0; i < colon && i < query.len; i++) {
		char c = query.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return STR("");
	}
	return colon == SIZE_MAX ? STR("") : str_slice(query, 0, colon);
}

static bool has_dataset(const ties_book *book, str name)
{
	ties_info *info;
	bool found = false;

	if (ties_book_info(book, &info, NULL))
		return false;
	for (size_t i = 0; i < info->dataset_count; i++)
		found |= str_equal(info->datasets[i].name, name);
	ties_info_free(info);
	return found;
}

static bool has_every_word(const ties_hit *hit)
{
	for (size_t i = 0; i < hit->reason_count; i++)
		if (hit->reasons[i].left.len && hit->reasons[i].similarity < word_from)
			return false;
	return hit->reason_count > 0;
}

/** "Rudy Giuliani (rudy-giuliani) or …" */
static void list_offers(struct buf *out, const ties_entity *const *offers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_print(out, "%s%.*s (%.*s)",
		          i == 0          ? ""
		          : i + 1 < count ? ", "
		                          : " or ",
		          STR_ARG(offers[i]->caption), STR_ARG(offers[i]->id));
}

/** Nothing when no name is near. */
static void offer(struct buf *out, const ties_book *book, str name)
{
	const ties_screen_options options = {
	    .size = sizeof options, .threshold = some_from, .limit = LOOKED_AT, .explain = true};
	const ties_query query = {.name = name};
	const ties_entity *offers[OFFERED];
	ties_screener *screener;
	const ties_hits *hits;
	size_t count = 0;

	if (ties_screener_new(&screener, book, &options, NULL))
		return;
	if (ties_screen(screener, &query, &hits, NULL) == TIES_OK)
		for (size_t i = 0; i < hits->hit_count && count < OFFERED; i++)
			if (hits->hits[i].score >= near_from || has_every_word(&hits->hits[i]))
				offers[count++] = &hits->hits[i].entity;
	list_offers(out, offers, count);
	ties_screener_free(screener);
}

void cli_complain_nobody(const ties_book *book, str query)
{
	str dataset = dataset_of(query);
	struct buf near = {0};

	if (dataset.len && !has_dataset(book, dataset)) {
		cli_complain("there is no dataset \"%.*s\" in this database; `ties info` lists those it has",
		             STR_ARG(dataset));
		return;
	}
	if (dataset.len) {
		cli_complain("there is no record \"%.*s\" in the dataset %.*s",
		             STR_ARG(str_slice(query, dataset.len + 1, query.len)), STR_ARG(dataset));
		return;
	}
	offer(&near, book, query);
	if (near.len && !near.failed)
		cli_complain("\"%.*s\" is nobody in this database. Did you mean %s?", STR_ARG(query), buf_cstr(&near));
	else
		cli_complain("\"%.*s\" is nobody in this database, and no name in it is near", STR_ARG(query));
	buf_finish(&near);
}

void cli_complain_ambiguous(str query, const ties_candidate *candidates, size_t count)
{
	enum { SHOWN = 5 };
	struct buf list = {0};
	bool probably = false;

	for (size_t i = 0; i < count; i++) {
		if (i < SHOWN)
			buf_print(&list, "%s%.*s", i ? ", " : "", STR_ARG(candidates[i].entity.id));
		probably |= candidates[i].probably.len > 0;
	}
	if (count > 1)
		cli_complain("\"%.*s\" can mean %zu entities; name one by its id: %s%s%s", STR_ARG(query), count,
		             buf_cstr(&list), count > SHOWN ? ", ..." : "",
		             probably ? ". Some are probably the same: `ties status` tells which" : "");
	buf_finish(&list);
}

bool cli_is_doubtful(const ties_candidate *candidates, size_t count)
{
	return count == 0 || !candidates[0].exact;
}

void cli_hint_quotes(const struct cli *cli)
{
	struct buf name = {0};

	for (size_t i = 0; i < cli->arg_count; i++) {
		if (strpbrk(cli->args[i], " :"))
			goto done;
		buf_print(&name, "%s%s", i ? " " : "", cli->args[i]);
	}
	if (cli->arg_count > 1 && !cli_has(cli, OPTION_QUIET))
		cli_complain("each word was taken as a name of its own. For one name, use quotes: ties %s \"%s\"",
		             cli->command->name, buf_cstr(&name));
done:
	buf_finish(&name);
}

bool cli_check_names(const struct cli *cli)
{
	for (size_t i = 0; i < cli->arg_count; i++) {
		if (str_trim(str_from(cli->args[i])).len)
			continue;
		cli_complain("the name is empty. See: ties help %s", cli->command->name);
		return false;
	}
	return true;
}
