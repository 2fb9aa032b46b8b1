import { startReference } from './reference/reference.ts';
import { load, getRequest } from './load/load.ts';
import { cpuOf } from './product.ts';
const r = await startReference({ answers: { '/a': { headers: [['content-type','text/html'],['content-length','40000'],['etag','"abcdefghijkl"']], body: Buffer.alloc(40000,'x').toString('base64') } , '/b': { headers: [['content-type','text/html'],['content-length','9000'],['etag','"abcdefghijkl"']], body: Buffer.alloc(9000,'x').toString('base64') } } });
for (const p of ['/a','/b']) { const c=cpuOf(r.pid); const l=await load({ port: r.port, connections: 32, warm: 500, measured: 3000, requests: [getRequest(r.port, p)] }); console.log(p, l, cpuOf(r.pid)-c); }
r.end();
