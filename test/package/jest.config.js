const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  rootDir: __dirname,
  roots: ['<rootDir>'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Packs once for all tests; each then installs from a registry what it needs.
  globalSetup: './pack.ts',
  globalTeardown: './forget.ts',
  testTimeout: 300_000,
};
