import type pg from 'pg';

/** Writes down every statement that goes through a pool until `stop`: how much work something is, whatever the machine. */
export function listenToPool(pool: pg.Pool): { asked: string[]; stop(): void } {
  const asked: string[] = [];
  const connect = pool.connect.bind(pool);
  pool.connect = (async () => {
    const client = await connect();
    const query = client.query.bind(client);
    const release = client.release.bind(client);
    client.query = ((first: string | { text: string }, ...rest: unknown[]) => {
      asked.push((typeof first === 'string' ? first : first.text).replace(/\s+/g, ' '));
      return (query as (...all: unknown[]) => unknown)(first, ...rest);
    }) as never;
    client.release = (error) => {
      client.query = query as never;
      release(error);
    };
    return client;
  }) as never;
  return {
    asked,
    stop: () => {
      pool.connect = connect as never;
    },
  };
}
