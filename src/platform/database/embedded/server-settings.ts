import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

const onlyIf = (wanted: boolean): string => (wanted ? 'on' : 'off');

/**
 * PostgreSQL's settings, given on the command line at each start, so that a new release changes them everywhere. Fit for
 * one product on a server of 1 GB: few processes at rest, short queries, one disk.
 */
export function serverSettings({ lasting = true, memory = totalmem() } = {}): Record<string, string> {
	const small = memory < 3_000 * megabyte;
	return {
		// Reached by a socket inside the data folder (mode 0700) and by nothing else.
		listen_addresses: '',
		unix_socket_directories: '.',
		unix_socket_permissions: '0700',
		max_connections: '60',
		// Memory: shared buffers count once they are touched; the system's own cache does the rest.
		shared_buffers: '64MB',
		effective_cache_size: `${Math.max(128, Math.trunc(memory / megabyte / 2))}MB`,
		work_mem: small ? '4MB' : '8MB',
		maintenance_work_mem: '64MB',
		autovacuum_work_mem: '32MB',
		huge_pages: 'off',
		// A user's shared memory in /dev/shm is removed by systemd when the user logs out; files are not.
		dynamic_shared_memory_type: 'mmap',
		// Processes: no replication, no I/O workers at rest, one helper when an index is built.
		io_method: 'sync',
		max_worker_processes: '2',
		max_parallel_workers: '2',
		max_parallel_workers_per_gather: '0',
		max_parallel_maintenance_workers: '1',
		max_logical_replication_workers: '0',
		max_wal_senders: '0',
		max_replication_slots: '0',
		autovacuum_worker_slots: '2',
		autovacuum_max_workers: '2',
		// Small often-updated tables (queues, counters) are tidied early.
		autovacuum_naptime: '30s',
		autovacuum_vacuum_scale_factor: '0.1',
		autovacuum_analyze_scale_factor: '0.05',
		// What is acknowledged is on the disk.
		fsync: onlyIf(lasting),
		full_page_writes: onlyIf(lasting),
		synchronous_commit: onlyIf(lasting),
		wal_level: 'minimal',
		min_wal_size: '64MB',
		max_wal_size: '512MB',
		checkpoint_timeout: '15min',
		// Plans for solid state disks; compiling a query costs more than our queries take.
		random_page_cost: '1.1',
		jit: 'off',
		timezone: 'UTC',
		// A forgotten transaction must not hold back cleaning for ever.
		idle_in_transaction_session_timeout: '10min',
		// The log names events, not people: no statements, no values of rows or parameters.
		logging_collector: 'off',
		log_destination: 'stderr',
		log_timezone: 'UTC',
		log_line_prefix: '%m [%p] ',
		log_checkpoints: 'off',
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		log_parameter_max_length: '0',
		log_parameter_max_length_on_error: '0',
		lc_messages: 'C',
	};
}
