#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>

/** One run, shared by its threads. */
struct run {
	atomic_size_t next; /* first item that nobody has taken */
	size_t count;
	pool_worker *worker;
	void *context;
};

struct member {
	struct run *run;
	unsigned thread;
	pthread_t id;
};

static void *work(void *argument)
{
	const struct member *m = argument;
	struct run *run = m->run;

	for (size_t item; (item = atomic_fetch_add(&run->next, 1)) < run->count;)
		run->worker(run->context, m->thread, item);
	return NULL;
}

void pool_run(unsigned threads, size_t count, pool_worker *worker, void *context)
{
	struct run run = {.count = count, .worker = worker, .context = context};
	struct member members[POOL_THREADS_MAX];
	unsigned started = 1;

	if (threads > POOL_THREADS_MAX)
		threads = POOL_THREADS_MAX;
	if (threads > count)
		threads = (unsigned)count;
	members[0] = (struct member){.run = &run};
	while (started < threads) {
		struct member *m = &members[started];
		*m = (struct member){.run = &run, .thread = started};
		if (pthread_create(&m->id, NULL, work, m) != 0)
			break;
		started++;
	}
	work(&members[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(members[i].id, NULL);
}
