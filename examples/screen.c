/* Who on the lists is this?  ./screen world.ties "Mojahedin-e Khalq"
 *
 * Build: cc screen.c $(pkg-config --cflags --libs ties) -o screen */
#include <stdio.h>
#include <string.h>
#include <ties.h>

int main(int argc, char **argv)
{
	ties_book *book = NULL;
	ties_screener *screener = NULL;
	const ties_hits *hits = NULL;
	ties_error err = {TIES_ERR_USAGE, "usage: screen DATABASE NAME"};
	ties_query query = {.name = {argv[argc - 1], strlen(argv[argc - 1])}};

	if (argc != 3 || ties_book_open(&book, argv[1], &err) || ties_screener_new(&screener, book, NULL, &err) ||
	    ties_screen(screener, &query, &hits, &err))
		fprintf(stderr, "%s\n", err.message);
	for (size_t i = 0; hits && i < hits->hit_count; i++) {
		ties_str caption = hits->hits[i].entity.caption;
		printf("%.2f  %.*s\n", hits->hits[i].score, (int)caption.len, caption.ptr);
	}
	ties_screener_free(screener);
	ties_book_close(book);
	return hits ? 0 : 1;
}
