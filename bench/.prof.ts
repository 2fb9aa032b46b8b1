import { printProfile } from './profile.ts';
printProfile('/tmp/benchprof', console.log, 45);
