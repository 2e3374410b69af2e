export { endProcess } from '../io/end-process.ts';
