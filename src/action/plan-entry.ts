import { begin } from './begin.ts';

begin('plan');
