import net from 'node:net';

/** Told of every answer: its status and bytes. */
export type Answered = (status: number, bytes: number) => void;

/**
 * One keep-alive connection that reads answers with as little work as possible: the head is searched once for its status
 * and length, the body is only counted. One request at a time: an answer without a length ends with its last chunk.
 */
export class Connection {
	#socket: net.Socket;
	#answered: Answered;
	#broken: () => void;
	/** Body bytes still to come; -1: a head is awaited; Infinity: until the last chunk. */
	#left = -1;
	#status = 0;
	#bytes = 0;
	#head = '';

	constructor(port: number, answered: Answered, broken: () => void) {
		this.#answered = answered;
		this.#broken = broken;
		const buffer = Buffer.allocUnsafe(262_144);
		this.#socket = net.connect({
			port,
			host: '127.0.0.1',
			noDelay: true,
			onread: {
				buffer,
				callback: (length) => {
					this.#read(buffer, length);
					return true;
				},
			},
		});
		this.#socket.on('error', () => undefined);
		this.#socket.on('close', () => this.#broken());
	}

	send(request: Buffer): void {
		this.#socket.write(request);
	}

	end(): void {
		this.#broken = () => undefined;
		this.#socket.destroy();
	}

	#read(buffer: Buffer, length: number): void {
		let at = 0;
		while (at < length) {
			if (this.#left >= 0) {
				const part = Math.min(this.#left, length - at);
				this.#left -= part;
				this.#bytes += part;
				at += part;
				const last =
					this.#left === Infinity && buffer.toString('latin1', Math.max(0, length - 5), length) === '0\r\n\r\n';
				if (this.#left === 0 || last) this.#finish();
				continue;
			}
			const end = this.#head ? -1 : buffer.indexOf('\r\n\r\n', at, 'latin1');
			if (end !== -1 && end < length) {
				this.#begin(buffer.toString('latin1', at, end + 2));
				this.#bytes += end + 4 - at;
				at = end + 4;
			} else {
				// A head in pieces is rare: it is put together as text.
				this.#head += buffer.toString('latin1', at, length);
				const found = this.#head.indexOf('\r\n\r\n');
				if (found === -1) return;
				const rest = this.#head.length - found - 4;
				this.#begin(this.#head.slice(0, found + 2));
				this.#head = '';
				at = length - rest;
			}
			if (this.#left === 0) this.#finish();
		}
	}

	#begin(head: string): void {
		this.#status = Number(head.slice(9, 12));
		const found = /\ncontent-length: *(\d+)/i.exec(head);
		this.#left = found ? Number(found[1]) : /\ntransfer-encoding: *chunked/i.test(head) ? Infinity : 0;
	}

	#finish(): void {
		const bytes = this.#bytes;
		this.#left = -1;
		this.#bytes = 0;
		this.#answered(this.#status, bytes);
	}
}
