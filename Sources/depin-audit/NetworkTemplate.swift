/// The files of a network that nothing is known of yet.
struct NetworkTemplate {
  let network: String

  /// Names and texts.
  var files: [(name: String, text: String)] {
    [("network.yaml", profile), ("sources.csv", Self.sourcesHeader)]
      + ["revenue", "tokens_emitted", "price", "circulating_supply"].map {
        ("\($0).csv", "period_start,period_end,value,unit,source,evidence,segment,basis,note\n")
      }
  }

  /// The columns of a `sources.csv`.
  static let sourcesHeader = "id,title,publisher,url,published,retrieved,licence\n"

  /// `My Network` for `my-network`.
  private var title: String {
    network.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// A profile that is sound as it stands; what begins with `#` is optional or explains.
  private var profile: String {
    """
    # The profile of \(network). Replace what says REPLACE, delete what does not apply, then run
    #   depin-audit check
    # A file <series>.csv beside this one holds one series; `depin-audit metrics --series` lists the
    # series and their units. Its columns:
    #   period_start,period_end  first and last day, 2025-10-01,2025-12-31; equal for a day's reading
    #   value      digits and a point: 1234.5; empty where it is known to be missing
    #   unit       USD, token, USD/token, count, fraction, or the word stated under capacity or usage
    #   source     an id of sources.csv, here or in the folder above
    #   evidence   settled (paid on chain by a known payer), burn, measured (read from the chain),
    #              operator (its own statement), press (third hand) or schedule (a rule)
    #   segment    empty for the whole, else a part of it
    #   basis      empty for the definition stated here, else another one, explained under bases
    #   note       free text
    # A row:  2025-10-01,2025-12-31,125000,USD,my-source,operator,,,from the quarterly letter
    # A series nobody published needs no file; delete those you do not fill in.
    # Rows that name a party are files of their own: holders.csv (date,holder,balance,kind),
    # customers.csv (period_start,period_end,customer,spend,kind) and suppliers.csv (period_start,
    # period_end,supplier,rewards,region), each with source,evidence at the end.
    # A row of sources.csv:  my-source,Quarterly letter,The Foundation,https://…,2026-01-15,2026-02-01,CC0

    name: \(title)                  # REPLACE by the name that reports print
    token: {symbol: TKN}            # REPLACE; further keys, all optional:
    # token: {symbol: TKN, decimals: 18, chain: solana, launched: 2024-05, max_supply: 1000000000}
    #   launched is the day or month of the first public trade
    # cohort: 2024                  # the year of token.launched
    category: compute               # REPLACE: wireless, compute, storage, mapping, data, sensors,
                                    #   energy or platform
    mechanism: none                 # REPLACE: burn-and-mint, work-token, fee-share, inflation or none
    revenue_definition: not stated yet   # REPLACE by what counts as usage revenue here, and what not

    # What operators offer and what customers consume; needed by capacity.csv, usage.csv and
    # unit_price.csv, whose rows state the units.
    # capacity: {unit: GPU, label: GPUs on offer}
    # usage: {unit: GPU-hour, label: hours rented}

    # Other definitions of a series that rows may carry in the column `basis`.
    # bases:
    #   all-burns: USD value of all tokens burned, for whatever reason

    # Which source counts where several state the same days, best first; an entry may name a basis.
    # sources:
    #   revenue: [my-source, {source: my-other-source, basis: all-burns}]

    # Series of the network's own (kind flow, stock or level; unit; meaning), and properties of the
    # standard ones: gaps missing, zero or carry; cadence day, week, month or quarter;
    # parts complete, where the segments add up to the whole; source and evidence for a file of two
    # columns, date,value.
    # series:
    #   jobs: {kind: flow, unit: count, meaning: jobs done for paying customers}
    #   price: {cadence: day}

    # Tokens that a rule emits or unlocks, until rows measure them. per: day, week, epoch, month,
    # year or total; limit: true for a ceiling; decay: 1% with every: month; to_zero: linear;
    # percent_of_supply in place of tokens; a cliff is {date: …, tokens: …}. Rules that overlap add up.
    # emission_schedule:
    #   - {from: 2024-05-01, until: 2026-04-30, tokens: 10000000, per: year, source: my-source}
    # unlock_schedule:
    #   - {date: 2025-05-01, tokens: 5000000, holders: investors, source: my-source}

    # How much of the burned tokens comes back as rewards.
    # remint:
    #   - {from: 2024-05-01, share: 100%, cap: 1000, per: day, smoothing: 7, source: my-source}

    # A dated rule that derives fees, or the operators' part of them, from what is measured.
    # split:
    #   - {from: 2024-05-01, fees: revenue / 0.95, supply_side_revenue: 0.95 of fees, source: my-source}

    # The highest price ever, as published; the date may be a month.
    # all_time_high: {price: 4.2, date: 2024-12, source: my-source}

    """
  }
}
