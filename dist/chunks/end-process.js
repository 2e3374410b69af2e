// src/io/end-process.ts
/** Milliseconds for what ends by itself. */
const GRACE = 200;
/**
* Ends a process whose work is done although something still holds it, such as a connection that a library keeps. What
* waits to be written is written first.
*/
function endProcess(process) {
	setTimeout(() => {
		if (process.stdout.writableLength + process.stderr.writableLength > 0) endProcess(process);
		else process.exit();
	}, GRACE).unref();
}

export { endProcess as t };