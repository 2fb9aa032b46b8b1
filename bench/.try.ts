import { seededPlace } from '/work/main/bench/seed.ts';
import { smallSize, fullSize } from '/work/main/bench/seed/size.ts';
console.log(await seededPlace(process.argv[2]!, process.argv[2]==='full'?fullSize:smallSize, console.log, true));
process.exit(0);
