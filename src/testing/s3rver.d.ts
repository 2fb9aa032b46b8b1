/** An S3-compatible server for tests; the package brings no types. */
declare module '@20minutes/s3rver' {
	export default class S3rver {
		constructor(options: {
			port: number;
			silent: boolean;
			directory: string;
			vhostBuckets: boolean;
			configureBuckets: { name: string; configs: never[] }[];
		});
		run(): Promise<{ port: number }>;
		close(): Promise<void>;
	}
}
