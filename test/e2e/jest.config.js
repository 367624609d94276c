const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  rootDir: __dirname,
  roots: ['<rootDir>'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
