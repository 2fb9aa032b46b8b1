import http from 'node:http';
import { openSql } from '#platform/database/connect.ts';
import type { ReferenceOrder } from './order.ts';

/** A process of its own: gets a ReferenceOrder, becomes that bare server, says its port. */
process.on('message', (order: ReferenceOrder) => {
	const answers = new Map(
		Object.entries(order.answers).map(([target, { headers, body }]) => [
			target,
			{ headers: headers.flat(), body: Buffer.from(body, 'base64') },
		]),
	);
	const sql = order.select ? openSql(order.select.server, order.select.database, { connections: 4 }) : null;
	const members = order.select?.members ?? 1;
	let turn = 0;
	const server = http.createServer((request, response) => {
		const answer = answers.get(request.url ?? '');
		if (!answer) return void response.writeHead(404, { 'content-length': 0 }).end();
		if (!sql) return void response.writeHead(200, answer.headers).end(answer.body);
		const id = 1 + ((turn += 7919) % members);
		sql`select id, name, handle::text, role from membership.member where id = ${id}`.then(
			() => response.writeHead(200, answer.headers).end(answer.body),
			() => response.writeHead(500, { 'content-length': 0 }).end(),
		);
	});
	server.keepAliveTimeout = 75_000;
	server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
	process.on('disconnect', () => process.exit(0));
});
