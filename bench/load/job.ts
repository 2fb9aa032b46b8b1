/** What a load generator is asked to do. */
export interface LoadJob {
	port: number;
	connections: number;
	/** Milliseconds of warming up that are not counted, then of measuring. */
	warm: number;
	measured: number;
	/** Whole HTTP requests as they go over the wire; connections take them in turn, from the first again after the last. */
	requests: readonly string[];
	/** True: each request is sent once; the job ends when they are used up. */
	once?: boolean;
}

/** What came of it. Times in milliseconds. */
export interface LoadResult {
	/** Answered with 2xx or 3xx. */
	answered: number;
	/** Answered otherwise, by status; 0: the connection broke. */
	refused: Record<string, number>;
	seconds: number;
	perSecond: number;
	bytes: number;
	p50: number;
	p99: number;
	max: number;
	/** Share of one core that the generator itself used: near 1, it was the limit. */
	busy: number;
}
