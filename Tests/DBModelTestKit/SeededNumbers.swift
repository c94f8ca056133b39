// `SplitMix64`, which every seeded test draws from, is the product's.
@_exported public import DBModelStatistics
