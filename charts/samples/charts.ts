/* All charts of the samples in one module, which `sampleCharts` loads. */
export { DemoRolling } from './rolling';
