import EconomicMetrics
import Testing

@testable import Reporting

@Suite struct TopicTests {
  @Test func `every metric stands in a topic and every topic names metrics`() {
    let named = Set(Topic.allCases.flatMap(\.metrics))
    #expect(Set(Catalogue.standard.metrics.map(\.id)).subtracting(named).sorted() == [])
    #expect(named.subtracting(Catalogue.standard.metrics.map(\.id)).sorted() == [])
  }

  @Test(arguments: Topic.allCases)
  func `a topic has a title and names a metric once`(topic: Topic) {
    #expect(!topic.title.isEmpty && !topic.metrics.isEmpty)
    #expect(Set(topic.metrics).count == topic.metrics.count)
  }
}
