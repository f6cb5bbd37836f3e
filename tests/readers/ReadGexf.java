import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.StringJoiner;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens a GEXF file in Gephi, and prints what it sees as read.py does. */
class ReadGexf {
  public static void main(String[] args) throws Exception {
    Lookup services = Lookup.getDefault();
    ProjectController projects = services.lookup(ProjectController.class);
    projects.newProject();
    ImportController importer = services.lookup(ImportController.class);
    Container container = importer.importFile(new File(args[0]));
    StringJoiner issues = new StringJoiner(", ", "[", "]");
    container.getReport().getIssues(1000).forEachRemaining(issue -> {
      if (issue.getLevel() != Issue.Level.INFO) issues.add(quote(issue.getMessage()));
    });
    importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    DirectedGraph graph = services.lookup(GraphController.class).getGraphModel().getDirectedGraph();
    StringJoiner nodes = new StringJoiner(", ", "[", "]");
    for (Node node : graph.getNodes().toArray()) nodes.add("[" + quote(node.getId()) + ", " + quote(node.getLabel()) + "]");
    StringJoiner edges = new StringJoiner(", ", "[", "]");
    for (Edge edge : graph.getEdges().toArray()) {
      Interval[] lives = edge.getIntervals();
      String life = lives.length == 0 ? "null, null" : dayOf(lives[0].getLow()) + ", " + dayOf(lives[0].getHigh());
      edges.add("[" + quote(edge.getSource().getId()) + ", " + quote(edge.getTypeLabel()) + ", " + quote(edge.getTarget().getId())
          + ", " + edge.getAttribute("statements") + ", " + life + "]");
    }
    System.out.println("{\"nodes\": " + nodes + ", \"edges\": " + edges + ", \"issues\": " + issues + "}");
    // Gephi leaves threads behind.
    System.exit(0);
  }

  static String dayOf(double milliseconds) {
    return quote(Instant.ofEpochMilli((long) milliseconds).atZone(ZoneOffset.UTC).toLocalDate());
  }

  static String quote(Object value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : String.valueOf(value).toCharArray()) quoted.append(String.format("\\u%04x", (int) c));
    return quoted.append('"').toString();
  }
}
