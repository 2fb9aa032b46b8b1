import { Command } from 'commander';
import { runCli } from '#app/cli/program.ts';

await runCli(new Command('homecourt'), process.argv);
